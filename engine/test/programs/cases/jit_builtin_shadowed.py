import builtins

data = [1, 2, 3]
total = 0
for i in range(4000):
    if i == 2000:
        len = lambda x: 50
    if i == 3000:
        del len
    total += len(data)
print(total)
original = builtins.abs
total = 0
for i in range(-2000, 2000):
    if i == 0:
        builtins.abs = lambda v: -1
    total += abs(i)
builtins.abs = original
print(total)
total = 0
for i in range(3000):
    if i == 1500:
        range_kept, range = range, None
    total += 1 if range is None else 2
range = range_kept
print(total)
for i in range(2500):
    if i == 1200:
        int = float
    v = int("3")
print(v)
del int
print(int("3"), isinstance(3, int))
