def make(step):
    total = 0

    def add(x):
        nonlocal total
        total += x * step
        return total

    return add


a, b = make(1), make(0.5)
for i in range(3000):
    a(i)
    b(1)
print(a(0), b(0))
adders = [lambda x, n=n: x + n for n in range(4)]
total = 0
for i in range(4000):
    total += adders[i & 3](i)
print(total)


def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        if n == 1500:
            n = n + 0.5
        return n

    return up


c = counter()
for i in range(3000):
    last = c()
print(last)


def outer(k):
    def inner(x):
        return x + k

    s = 0
    for i in range(2000):
        s = inner(s)
        if i == 1000:
            k = -1
    return s


print(outer(3))
compose = lambda f, g: lambda x: f(g(x))
h = compose(lambda x: x + 1, lambda x: x * 2)
x = 1
for i in range(2000):
    x = h(x) % 1009
print(x)
