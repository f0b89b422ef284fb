def double(x):
    return x + x


values = [1, 2.5, "ab", [1], (2,), True, 2**40, -7]
results = {}
for i in range(4000):
    v = values[i % len(values)]
    r = double(v)
    results[type(r).__name__] = r
print(results)
total = 0
for i in range(4000):
    total += (i if i & 1 else i * 0.5) if i % 3 else True
print(total)
out = ""
for i in range(2000):
    x = i if i % 2 else str(i)
    out = x if isinstance(x, str) else out
print(out)
mixed = [1, "a", 2.0, None, (1,), [2], {3: 4}]
truth = 0
for i in range(3500):
    if mixed[i % 7]:
        truth += 1
    mixed[0] = 1 - mixed[0]
print(truth)
