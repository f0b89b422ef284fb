# Past 63 and 64 bits, exactly.
x = 1
for i in range(3000):
    x = x * 2
    if x.bit_length() > 200:
        x >>= 190
print(x)
total = 2**63 - 5000
for i in range(4000):
    total += 3
print(total)
total = -(2**63) + 5000
for i in range(4000):
    total -= 3
print(total)
h = 0
for i in range(3000):
    h = (h * 31 + i) & 0xFFFFFFFFFFFFFFFF
print(h)
a, b = 0, 1
for _ in range(400):
    a, b = b, a + b
print(a)
