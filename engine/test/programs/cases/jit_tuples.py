points = [(i, i * 2, i * 0.5) for i in range(200)]
total = 0
for turn in range(15):
    for x, y, z in points:
        total += x * y - z
print(total)
a, b = 0, 1
for i in range(4000):
    a, b = b, (a + b) % 10007
print(a, b)
t = (1, 2, 3)
s = 0
for i in range(3000):
    t = (t[1], t[2], t[0] + 1)
    s += t[i % 3]
print(t, s)


def minmax(x, y):
    return (x, y) if x < y else (y, x)


n = 0
for i in range(3000):
    lo, hi = minmax(i % 17, i % 13)
    n += hi - lo
print(n)
pairs = {}
for i in range(2000):
    key = (i % 5, i % 3)
    pairs[key] = pairs.get(key, 0) + 1
print(pairs)
nested = ((1, (2, 3)), 4)
for i in range(2000):
    (p, (q, r)), u = nested
    nested = ((q, (r, u)), p)
print(nested)
try:
    for i in range(3000):
        x, y = (1, 2) if i < 2500 else (1, 2, 3)
except ValueError as error:
    print(error, i)
