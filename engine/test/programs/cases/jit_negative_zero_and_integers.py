z = 0.0
signs = 0
for i in range(2000):
    z = -z
    signs += str(z) == "-0.0"
print(signs, z, -z)
x = 0
for i in range(2000):
    x = -x
print(x, x * -1, 0 * -5, 0 // -3, 0 % -3)
products = set()
for i in range(2000):
    products.add(str(0.0 * (i - 1000)))
print(sorted(products))
m = 0.0
for i in range(2000):
    m = -5.0 % 5 if i % 2 else 5.0 % -5
    m = m + (-0.0)
print(m, -5.0 % 5, 5.0 % -5, -0.0 + 0, 0 - 0.0)
total = 0
for i in range(-1000, 1000):
    total += int(i / 3) - i // 3 + round(i / 4)
print(total)
t = 0
for i in range(2000):
    t += 1e308 * 10 == float("inf")
    t += int(2.0**31 + i) - 2**31
print(t)
