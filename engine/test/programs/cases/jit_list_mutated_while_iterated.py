a = [0]
for x in a:
    if x < 3000:
        a.append(x + 1)
print(len(a), a[-1])
b = list(range(2000))
kept = 0
for x in b:
    if x % 2 == 0 and x + 1 in b[: x + 5]:
        b.remove(x + 1)
    kept += x
print(len(b), kept)
c = list(range(1000))
for i, x in enumerate(c):
    if i == 500:
        del c[600:]
print(i, len(c))
d = [1, 2, 3]
n = 0
for x in d:
    n += 1
    if n < 2000:
        d[:] = [x, x, x, x] * n if n < 10 else d
    if n > 2500:
        break
print(n, len(d))
