# A sum that leaves 32 bits in the middle of a hot loop, in both directions.
total = 2**31 - 20000
for i in range(5000):
    total += 10
print(total)
total = -(2**31) + 20000
for i in range(5000):
    total -= 10
print(total)
product = 1
for i in range(1, 3000):
    product = product * 3 % 2147483647
print(product)
square = 0
for i in range(44000, 49000):
    square = i * i
print(square)
