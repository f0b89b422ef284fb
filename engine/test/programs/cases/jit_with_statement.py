class Depth:
    level = 0
    entered = 0

    def __enter__(self):
        Depth.level += 1
        Depth.entered += 1
        return Depth.level

    def __exit__(self, kind, value, trace):
        Depth.level -= 1
        return kind is KeyError


d = Depth()
total = 0
for i in range(2000):
    with d as level, d:
        total += level
        if i % 10 == 0:
            raise KeyError
        if i % 7 == 0:
            continue
        total += 1
print(total, Depth.level, Depth.entered)
try:
    for i in range(2000):
        with d:
            if i == 1800:
                raise ValueError("leaves")
except ValueError as e:
    print(e, i, Depth.level)


def early(n):
    for i in range(n):
        with d:
            if i == n - 1:
                return i


print(early(1500), Depth.level)
