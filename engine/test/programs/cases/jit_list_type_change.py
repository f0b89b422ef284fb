a = list(range(3000))
total = 0
for i in range(3000):
    if i == 2000:
        a[2500] = 2.5
    if i == 2100:
        a[2600] = "7"
    v = a[i]
    total += v if not isinstance(v, str) else int(v)
print(total)
b = [1] * 1000 + [1.5] * 1000 + [2**70] * 3
s = 0
for v in b:
    s = s + v
print(s)
s = 0
for v in b[::-1]:
    s = v + s
print(s)
