a = [float(i) for i in range(500)]
for turn in range(10):
    for j in range(500):
        a[j] = a[j] * 0.5 + 1.0
print(sum(a), a[0], a[499])
b = list(range(1000))
for i in range(1, 1000):
    b[i] += b[i - 1]
print(b[-1], b[500])
c = [0] * 100
for i in range(5000):
    c[i % 100] += i
    c[-1 - i % 100] -= 1
print(c[:5], sum(c))
d = []
for i in range(3000):
    d.append(i * i)
    if i % 3 == 0:
        d.pop()
print(len(d), d[-1], sum(d))
swaps = 0
e = [(i * 37) % 101 for i in range(80)]
for i in range(len(e)):
    for j in range(len(e) - 1 - i):
        if e[j] > e[j + 1]:
            e[j], e[j + 1] = e[j + 1], e[j]
            swaps += 1
print(e[:10], swaps, e == sorted(e))
