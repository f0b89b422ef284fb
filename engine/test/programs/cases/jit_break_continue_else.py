def search(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            break
    else:
        return -1
    return index


items = list(range(0, 3000, 3))
print(search(items, 2997), search(items, 2998), search(items, 0))
skipped = total = 0
for i in range(5000):
    if i % 3 == 0:
        skipped += 1
        continue
    if i % 4999 == 0:
        break
    total += 1
else:
    total = -total
print(skipped, total)
n = 0
while True:
    n += 1
    if n % 2:
        continue
    if n > 4000:
        break
print(n)
for i in range(3000):
    try:
        if i % 1000 == 999:
            continue
        if i == 2500:
            break
    finally:
        n += 1
print(n, i)
