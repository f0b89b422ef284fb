total = 0
for i in range(-2000, 2000):
    total += i // 7 - i % 7 + i // -3 + i % -3
print(total)
count = 0
for i in range(-1500, 1500):
    q, r = divmod(i, 11)
    if q * 11 + r == i and 0 <= r < 11:
        count += 1
print(count)
for d in (1, -1, 2, -2, 2**31, -(2**31), 2**40):
    s = 0
    for i in range(-600, 600):
        s += (i * 4000000) // d
        s ^= (i * 4000000) % d
    print(d, s)
x = -(2**31)
for i in range(1500):
    y = x // -1
print(y)
