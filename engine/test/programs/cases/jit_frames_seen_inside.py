# Introspection from inside a hot loop must see what is really there.
def snapshot(n):
    x = 1
    for i in range(n):
        x = (x * 3) % 1009
        if i == n - 2:
            copy = dict(locals())
    return copy


print(snapshot(2500))
a = 0
for i in range(2500):
    a += i
    if i == 2000:
        print(globals()["a"], globals()["i"])
        globals()["a"] = 5
print(a)
