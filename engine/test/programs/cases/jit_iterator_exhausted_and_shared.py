it = iter(range(3000))
pairs = 0
for x in it:
    y = next(it, None)
    pairs += y - x
print(pairs, next(it, "done"))
it = iter([1] * 2000)
n = 0
for x in it:
    n += x
    if n == 1000:
        break
for x in it:
    n += x * 10
print(n)
g = (i for i in range(2000))
s = 0
for x in g:
    if x % 100 == 99:
        next(g, None)
    s += x
print(s)
inner_total = 0
for i in range(200):
    for j in iter([1, 2, 3]):
        for k in range(j):
            inner_total += k + i
print(inner_total)
lists = [[i] * (i % 4) for i in range(1000)]
n = 0
for l in lists:
    for v in l:
        n += v
    else:
        n += 1
print(n)
