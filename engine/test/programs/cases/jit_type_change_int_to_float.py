def run(n):
    x = 1
    for i in range(n):
        if i == n // 2:
            x = float(x)
        x = x + 2
    return x


print(run(4000), run(10), run(3000))
total = 0
for i in range(4000):
    total += 1 if i < 2000 else 0.5
print(total)


def add(a, b):
    return a + b


r = []
for i in range(3000):
    if i < 1000:
        v = add(i, 1)
    elif i < 2000:
        v = add(i, 0.5)
    else:
        v = add(str(i), "x")
r.append(v)
r.append(add([1], [2]))
r.append(add((1,), (2,)))
print(r)
