class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y


p, v = Vec(0.0, 0.0), Vec(1.0, -0.5)
for i in range(2500):
    p = p + v * 0.01
print(round(p.x, 9), round(p.y, 9), p.dot(v))
kept = []
for i in range(2500):
    t = Vec(i, -i)
    if i % 500 == 0:
        kept.append(t)
print([(k.x, k.y) for k in kept])
escaped = None
total = 0
for i in range(2500):
    t = Vec(i, 1)
    if i == 2000:
        escaped = t
    total += t.x + t.y
print(total, escaped.x)
for i in range(2500):
    l = [i, i + 1]
    d = {"a": i}
    t = (i, [i])
    total += l[1] + d["a"] + t[1][0]
print(total)
last = None
for i in range(2500):
    last = [i, last] if i % 100 else None
n = 0
while last:
    n += 1
    last = last[1]
print(n)
