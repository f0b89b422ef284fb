total = 0
for i in range(3000):
    total += (i % 2 == 0) + (i % 3 == 0) * 2
    total -= True
print(total)
flag = False
flips = 0
for i in range(3000):
    flag = not flag
    flag = flag & True | False
    flips += flag ^ (i % 2 == 1)
print(flips, flag)
x = True
for i in range(2000):
    x = x + True
print(x, type(x).__name__)
b = True
for i in range(2000):
    b = b and i < 1500 or i > 1800
    if i % 500 == 499:
        print(b, end=" ")
print()
n = 0
for i in range(2000):
    v = i % 4 and "text" or None
    n += len(v) if v else bool(v)
print(n)
print(sum(x > 5 for x in range(2000)), sum(map(bool, range(10))))
