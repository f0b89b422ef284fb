# Numbers that do not fit anywhere else: factorials, Fibonacci, powers, digits of e, and a key pair.
from math import factorial, gcd, isqrt


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def digit_sum(n):
    return sum(int(digit) for digit in str(n))


def euler_digits(count):
    """e as the sum of 1/k!, in fixed point."""
    unit = 10 ** (count + 10)
    total = term = unit
    k = 1
    while term:
        term //= k
        total += term
        k += 1
    return str(total)[: count + 1]


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


def is_probable_prime(n):
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def next_prime(n):
    n |= 1
    while not is_probable_prime(n):
        n += 2
    return n


print("100! =", factorial(100))
f = fibonacci(4000)
print("fibonacci(4000) has", len(str(f)), "digits and begins with", str(f)[:12])
print("digits of 2**3000 sum up to", digit_sum(2**3000))
print("e =", euler_digits(60))
print("more of e:", euler_digits(900)[-20:])
root = isqrt(2 * 10**120)
print("square root of two:", root, root * root <= 2 * 10**120 < (root + 1) ** 2)

p = next_prime(10**30 + 2024)
q = next_prime(10**31 + 77)
n = p * q
e = 65537
d = egcd(e, (p - 1) * (q - 1))[1] % ((p - 1) * (q - 1))
message = int.from_bytes(b"meet me at noon", "big")
secret = pow(message, e, n)
plain = pow(secret, d, n)
print("p =", p)
print("q =", q)
print("secret:", secret)
print("plain:", plain.to_bytes(15, "big").decode(), gcd(e, n))

reversals = 0
number = 89
while str(number) != str(number)[::-1]:
    number += int(str(number)[::-1])
    reversals += 1
print("89 takes", reversals, "turns to", number)
