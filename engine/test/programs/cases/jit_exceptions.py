def risky(i):
    if i % 50 == 49:
        raise ValueError(i)
    return i


total = caught = 0
for i in range(4000):
    try:
        total += risky(i)
    except ValueError as e:
        caught += e.args[0]
print(total, caught)
n = 0
for i in range(3000):
    try:
        n += 1
        if i > 2500:
            n += [][0]
    except IndexError:
        n += 10
    else:
        n += 1
    finally:
        n -= 1
print(n)


def deep(k, i):
    if k == 0:
        if i % 7 == 0:
            raise KeyError(i)
        return 1
    return deep(k - 1, i) + 1


hits = 0
for i in range(700):
    try:
        hits += deep(5, i)
    except KeyError:
        hits -= 1
print(hits)


def loop_raises(n):
    for i in range(n):
        if i == n - 1:
            raise RuntimeError(f"at {i}")


for n in (2000, 2500):
    try:
        loop_raises(n)
    except RuntimeError as e:
        print(e)
class Stop(Exception):
    pass
try:
    for i in range(5000):
        for j in range(3):
            if i * j == 4000:
                raise Stop
except Stop:
    print("stopped", i, j)
