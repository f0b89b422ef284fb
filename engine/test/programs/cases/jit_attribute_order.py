# Objects of one class whose attributes were set in different orders.
class P:
    pass


def make(kind, i):
    p = P()
    if kind == 0:
        p.x, p.y = i, 1
    elif kind == 1:
        p.y, p.x = 1, i
    elif kind == 2:
        p.z = 0
        p.x, p.y = i, 1
    else:
        p.x, p.y, p.w = i, 1, 2
    return p


ps = [make(i % 4, i) for i in range(100)]
total = 0
for turn in range(40):
    for p in ps:
        total += p.x * p.y
        p.y = -p.y
print(total)
for i in range(2000):
    p = make(i & 3, i)
    total += p.x - p.y
print(total, sorted(ps[2].__dict__), list(ps[1].__dict__))
