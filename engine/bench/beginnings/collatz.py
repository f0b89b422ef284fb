# The longest Collatz sequences, without a single function.

limit = 3000
lengths = {1: 1}
best = 1
records = []

for start in range(1, limit):
    n = start
    path = []
    while n not in lengths:
        path.append(n)
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
    length = lengths[n]
    for number in reversed(path):
        length += 1
        lengths[number] = length
    if lengths[start] > lengths[best]:
        best = start
        records.append((start, lengths[start]))

print("longest below", limit, "starts at", best, "and has", lengths[best], "steps")
print("records:", records[-5:])

peak = 0
n = best
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    if n > peak:
        peak = n
print("its highest number is", peak)

histogram = {}
for start in range(1, limit):
    bucket = lengths[start] // 25
    histogram[bucket] = histogram.get(bucket, 0) + 1
for bucket in sorted(histogram):
    print(f"{bucket * 25:4}-{bucket * 25 + 24:<4} {'#' * (histogram[bucket] // 20)} {histogram[bucket]}")

# Perfect, abundant and deficient numbers, also the slow way.
kinds = {"perfect": [], "abundant": 0, "deficient": 0}
for n in range(2, 600):
    total = 1
    d = 2
    while d * d <= n:
        if n % d == 0:
            total += d
            if d != n // d:
                total += n // d
        d += 1
    if total == n:
        kinds["perfect"].append(n)
    elif total > n:
        kinds["abundant"] += 1
    else:
        kinds["deficient"] += 1
print(kinds)
