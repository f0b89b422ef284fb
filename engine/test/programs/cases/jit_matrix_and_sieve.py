def multiply(a, b):
    n = len(a)
    return [[sum(a[i][k] * b[k][j] for k in range(n)) for j in range(n)] for i in range(n)]


def transpose(m):
    return [list(row) for row in zip(*m)]


m = [[(i * j) % 7 for j in range(12)] for i in range(12)]
p = multiply(m, transpose(m))
print(sum(map(sum, p)), p[3][5], p == transpose(p))


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0] = flags[1] = 0
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = 0
    return [i for i, f in enumerate(flags) if f]


primes = sieve(3000)
print(len(primes), primes[-3:])
collatz = 0
for start in range(1, 120):
    n = start
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        collatz += 1
print(collatz)
pascal = [1]
for i in range(60):
    pascal = [1] + [a + b for a, b in zip(pascal, pascal[1:])] + [1]
print(pascal[30], sum(pascal) == 2**60)
