def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def depth(n):
    if n == 0:
        return 0
    return 1 + depth(n - 1)


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def power(x, n):
    if n == 0:
        return 1
    half = power(x, n // 2)
    return half * half * (x if n % 2 else 1)


print(fib(15), tak(8, 4, 2), sum(depth(50) for _ in range(50)), sum(gcd(i, 360) for i in range(500)), power(3, 100))
total = 0
for i in range(300):
    total += depth(i % 20)
print(total)


def maybe(n):
    if n < 0:
        raise ValueError(n)
    return maybe(n - 3) if n % 7 else n


errors = 0
for i in range(1000):
    try:
        maybe(i)
    except ValueError as e:
        errors += e.args[0]
print(errors)
