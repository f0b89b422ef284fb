# The compiler's warnings go to stderr, before the first line runs.
x = 5
print(x is 5)
print("\d", x is not ())
assert (x, "always true")
