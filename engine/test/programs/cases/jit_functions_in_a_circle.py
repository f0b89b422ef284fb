# Functions that call each other, none by a call in its own body alone: their traces run each other, and grow while they do.


def value(t, d):
    if d > 40:
        return 0
    if isinstance(t, list):
        return many(t, d)
    if isinstance(t, tuple):
        return pair(t, d)
    return t & 7


def many(t, d):
    if not t:
        return 1
    return value(t[0], d + 1) + value(t[-1], d + 1)


def pair(t, d):
    if d % 5 == 4:
        return many(list(t), d + 1)
    return value(t[0], d + 1) - value(t[1], d + 1)


def make(i, d):
    if d == 0:
        return i
    k = (i * 7 + d * 5) % 11
    if k < 5:
        return [make(i + 1, d - 1), k, make(i * 3 % 17, d - 1)]
    if k < 9:
        return (make(i + 2, d - 1), make(k, d - 1))
    return [] if k == 9 else i


total = 0
for i in range(400):
    total += value(make(i, 6), 0)
print(total)


# The same to the limit, and beyond it.
def down(n):
    return n if n < 1 else across(n - 1)


def across(n):
    return down(n - 1) if n % 3 else up(n - 1)


def up(n):
    return down(n - 1) if n % 7 else across(n - 2)


print(sum(down(n % 600) for n in range(700)))
for n in (900, 100_000, 500):
    try:
        print(down(n))
    except RecursionError as error:
        print(error)
