def f(x):
    return x + 1


def g(x):
    return x * 2 % 1009


x = 1
for i in range(4000):
    if i == 2000:
        f.__code__ = g.__code__
    x = f(x)
print(x)


def h(x, by=1):
    return x + by


x = 0
for i in range(4000):
    if i == 2000:
        h.__defaults__ = (10,)
    if i == 3000:
        h.__defaults__ = None
        break
    x = h(x)
print(x)
try:
    h(x)
except TypeError as error:
    print(error)
table = [f, g, h]
x = 1
for i in range(3000):
    x = table[i % 2](x)
    if i == 1500:
        table[0] = lambda v: v - 3
print(x)
