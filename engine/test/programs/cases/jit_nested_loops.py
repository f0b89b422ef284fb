total = 0
for i in range(60):
    for j in range(60):
        total += i * j
        if j > i:
            break
    else:
        total += 1000
print(total)
count = 0
for a in range(1, 60):
    for b in range(a, 60):
        c2 = a * a + b * b
        c = int(c2**0.5)
        if c < 60 and c * c == c2:
            count += 1
print(count)
i = k = 0
while i < 40:
    j = 0
    while j < 40:
        j += 1
        if (i + j) % 3 == 0:
            continue
        k += 1
        if k > 900:
            break
    else:
        k -= 1
    i += 1
print(i, j, k)
grid = [[0] * 30 for _ in range(30)]
for r in range(30):
    for c in range(30):
        for d in range(3):
            grid[r][c] += r * c + d
print(sum(map(sum, grid)), grid[29][29])
