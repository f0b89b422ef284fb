def clamp(x, lo, hi):
    if x < lo:
        return lo
    if x > hi:
        return hi
    return x


a = b = 0
for i in range(2000):
    a += clamp(i, 100, 900)
for i in range(2000):
    b += clamp(i * 0.5, 0.0, 300.5)
words = []
for i in range(2000):
    words.append(clamp(chr(97 + i % 26), "d", "m"))
print(a, b, "".join(words)[:26])
big = 0
for i in range(1500):
    big += clamp(i * 2**60, -1, 2**69)
print(big)


def apply(f, x):
    return f(x)


n = 0
for i in range(2000):
    n += apply(abs, -i) + apply(lambda v: v + 1, i) + apply(int, "5")
print(n)
