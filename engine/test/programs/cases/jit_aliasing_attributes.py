class Box:
    def __init__(self, v):
        self.v = v


def run(a, b, n):
    total = 0
    for i in range(n):
        a.v = i
        before = b.v
        b.v = before + 1
        total += a.v - before
    return total


p, q = Box(0), Box(0)
print(run(p, q, 3000), run(p, p, 3000), run(q, p, 5), p.v, q.v)


def chain(n):
    head = Box(0)
    other = head
    for i in range(n):
        other.v += 2
        if i == n // 2:
            other = Box(100)
        head.v -= 1
    return head.v, other.v


print(chain(3000), chain(10))
