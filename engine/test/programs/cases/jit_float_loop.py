x = 0.5
for i in range(4000):
    x = x * 3.7 * (1.0 - x)
print(x)
total = 0.0
for i in range(1, 4000):
    total += 1.0 / (i * i)
print(total)
s = 0.0
for i in range(3000):
    s += i * 0.5 - i / 3 + i**0.5
print(round(s, 6))
a = b = 0.0
for i in range(3000):
    a, b = a + 0.1, b - a * 1e-3
print(a, b, a > b, a == b)
