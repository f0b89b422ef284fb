def add(a, b=1, *, c=0):
    return a + b + c


def variadic(*args, **kwargs):
    return len(args) + len(kwargs)


def mul(a, b):
    return a * b


def combine(x):
    return add(mul(x, 2), b=mul(x, 3), c=1)


total = 0
for i in range(2500):
    total += add(i) + add(i, 2) + add(i, c=3) + combine(i)
    total -= variadic(i, i, k=i) + variadic(*(1, 2))
print(total)


def swap(a, b):
    return b, a


x, y = 1, 2
for i in range(2501):
    x, y = swap(x, y)
print(x, y)


def none():
    pass


for i in range(2000):
    r = none()
print(r)
nested = 0
for i in range(2000):
    def local(k):
        return k + i
    nested += local(1)
print(nested)
