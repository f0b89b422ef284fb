a = 1
f() = a
