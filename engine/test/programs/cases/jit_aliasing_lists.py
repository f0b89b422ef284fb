# Two names for one list: a store through one must be seen through the other.
def run(a, b, n):
    total = 0
    for i in range(n):
        a[0] = i
        total += b[0]
        b[0] = -1
        total += a[0]
    return total


x, y = [0], [0]
print(run(x, y, 2000), run(x, x, 2000), run(y, x, 10), x, y)


def swap_alias(a, b, n):
    for i in range(n):
        a[i % 3], b[i % 3] = b[i % 3] + 1, a[i % 3]
        if i == n // 2:
            b = a
    return a, b


print(swap_alias([1, 2, 3], [4, 5, 6], 2001))
rows = [[0] * 3] * 3
for i in range(2000):
    rows[i % 3][i % 3] += 1
print(rows)
