def total(it):
    t = 0
    for x in it:
        t += x
    return t


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        self.i = 0
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


class Items:
    def __getitem__(self, i):
        if i == 300:
            raise IndexError
        return i


d = {i: i for i in range(500)}
for it in (range(1000), list(range(1000)), tuple(range(1000)), d, d.values(), {1, 2, 3}, Count(500), Items(), (i for i in range(500)),
           map(abs, range(-300, 0)), filter(None, range(300)), reversed(range(300)), iter(range(100)), bytes(100), zip(), range(0, -500, -3), range(2**31 - 50, 2**31 + 50), [0.5] * 100, [True, False] * 50):
    print(total(it), end=" ")
print()
t = 0
for i, (k, v) in enumerate(d.items()):
    t += i * k - v
for a, b in zip(range(1000), reversed(range(1000))):
    t += a * b
for a, b, c in zip([1] * 500, (2,) * 500, "x" * 500):
    t += a + b + len(c)
print(t)
for step in (1, 2, -1, 7):
    t = 0
    for i in range(0 if step > 0 else 500, 500 if step > 0 else 0, step):
        t += i
    print(step, t)
r = range(10)
t = 0
for i in range(300):
    for j in r:
        t += j
print(t)
