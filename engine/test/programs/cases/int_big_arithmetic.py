a = 123456789012345678901234567890
b = 987654321098765432109876543210
print(a + b, a - b, a * b)
print(b // a, b % a, divmod(-b, a), divmod(b, -a))
print(a * a * a * a)
print(a & b, a | b, a ^ b, ~a)
print(a << 70, b >> 45, -b >> 45)
print(2**200, (-3) ** 101)
print(-(10**30) // 7, -(10**30) % 7, 10**30 // -7, 10**30 % -7)
print(a == a + 0, a < b, a > b, -a > -b, a == float(a))
print(hash(-1), hash(-2), hash(7), hash(2**100) == hash(2.0**100), hash(10**30) == hash(10**30 + 0))
factorial = 1
for i in range(1, 60):
    factorial *= i
print(factorial)
print(abs(-(2**70)), -(2**63), 2**63 - 1, 2**63, 2**31, -(2**31) - 1)
print(int(1e30), int(-2.5e18), float(2**80))
print((2**64).bit_length(), (-(2**64)).bit_length(), (2**64 - 1).bit_count())
