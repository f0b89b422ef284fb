def inner(n):
    t = 0
    for i in range(n):
        t += i & 1
    return t


def outer(n):
    s = 0
    for i in range(n):
        s += inner(i % 10)
    return s


print(outer(700))


def zero_trips(n):
    t = 0
    for i in range(n):
        for j in range(0):
            t += 1
        for k in []:
            t += 1
        while False:
            t += 1
        for m in range(1):
            t += m + 1
    return t


print(zero_trips(2000))


def varying():
    t = 0
    for i in range(120):
        for j in range(i):
            if (i + j) % 11 == 0:
                break
            t += j
        else:
            t += 1
    return t


print(varying())
n = 10000
while n > 1:
    n = n - 3 if n % 2 else n // 2 + 1000 if n > 2500 else n - 1
print(n)
