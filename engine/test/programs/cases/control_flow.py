for i in range(5):
    if i == 3:
        break
else:
    print("no break")
for i in range(3):
    pass
else:
    print("completed", i)
n = 0
while n < 10:
    n += 1
    if n % 2:
        continue
    if n > 6:
        break
    print(n, end=" ")
else:
    print("never")
print()
while n:
    n -= 1
else:
    print("while else", n)
for i in range(2, 20):
    for j in range(2, i):
        if i % j == 0:
            break
    else:
        print(i, end=" ")
print()
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)
x = 5
if x > 10:
    print("big")
elif x > 3:
    print("medium")
else:
    print("small")
print("yes" if x else "no", x if x > 3 else -x)
while True:
    x -= 1
    if x == 0:
        break
    if x == 2:
        continue
    print("x", x)
pass
for target in [1, 2, 3]: print(target, end=";")
print()
for i in []:
    print("never")
else:
    print("empty else")
data = [1, 2, 3, 4]
for d in data:
    if d == 2:
        data.remove(d)
print(data)
for x.__class__ in []:
    pass
values = {}
for values["k"] in range(3):
    pass
print(values)
if (m := len(data)) > 2 and not m > 5 or m == 100:
    print("walrus", m)
def f():
    for i in range(3):
        for j in range(3):
            if j == 1: break
            if i == 2: return i, j
print(f())
