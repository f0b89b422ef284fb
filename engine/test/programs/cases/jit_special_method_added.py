class V:
    def __init__(self, n):
        self.n = n

    def __add__(self, o):
        return V(self.n + o.n)

    def __eq__(self, o):
        return self.n == o.n

    def __bool__(self):
        return self.n % 2 == 0

    def __getitem__(self, i):
        return self.n * i

    def __len__(self):
        return self.n


v = V(0)
one = V(1)
even = 0
for i in range(3000):
    if i == 2000:
        V.__add__ = lambda self, o: V(self.n - o.n)
    v = v + one
    if v:
        even += 1
    if v == one:
        even += 1000
print(v.n, even)
total = 0
for i in range(2000):
    total += one[i] + len(one)
    if i == 1000:
        V.__getitem__ = lambda self, i: -1
        V.__len__ = lambda self: 7
print(total)
total = 0
for i in range(2000):
    if i == 1000:
        V.__bool__ = lambda self: True
    total += 1 if one else 2
print(total)


class Acc:
    def __init__(self):
        self.items = []

    def __iadd__(self, x):
        self.items.append(x)
        return self

    def __contains__(self, x):
        return x in self.items[:5]

    def __call__(self, x):
        return x * 2


a = Acc()
hits = 0
for i in range(2000):
    a += i
    hits += (i in a) + a(1)
print(len(a.items), hits)
