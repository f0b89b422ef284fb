# Every operator on ints, with the signs of floor division and remainder.
for a in (7, -7, 0, 1, 100):
    for b in (2, -2, 3, -5):
        print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(7 & 3, 7 | 8, 7 ^ 2, ~7, -7 & 3, -7 | 8, -7 ^ 2, ~-1)
print(1 << 10, 1024 >> 3, -1 >> 5, -9 >> 1, 5 << 0)
print(+5, -5, --5, abs(-5), not 5, not 0)
print(1 < 2 < 3, 1 < 2 > 3, 3 == 3.0, 3 != 4, 2 <= 2, 2 >= 3)
x = 10
x += 5; print(x)
x -= 3; print(x)
x *= 4; print(x)
x //= 5; print(x)
x %= 6; print(x)
x **= 5; print(x)
x <<= 2; print(x)
x >>= 1; print(x)
x |= 9; print(x)
x &= 0xFF; print(x)
x ^= 0x0F; print(x)
x /= 4; print(x)
