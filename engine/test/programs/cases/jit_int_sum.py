total = 0
for i in range(5000):
    total += i % 7
print(total)
i = n = 0
while i < 5000:
    n = n + (i & 3) - (i >> 2) + (i ^ 5)
    i += 1
print(n, i)
