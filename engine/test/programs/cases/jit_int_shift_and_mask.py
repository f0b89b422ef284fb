x = 123456789
for i in range(4000):
    x ^= (x << 13) & 0xFFFFFFFF
    x ^= x >> 17
    x ^= (x << 5) & 0xFFFFFFFF
print(x)
total = 0
for i in range(3000):
    total += (1 << (i % 70)) & 0xFF
    total -= -i >> (i % 40)
print(total)
bits = 0
for i in range(2000):
    bits |= 1 << (i % 100)
print(bits, bits.bit_count())
negative = -1
for i in range(2000):
    negative = (negative << 1) | (i & 1)
    if negative < -(2**80):
        negative >>= 79
print(negative)
