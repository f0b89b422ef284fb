# Loops side by side in another: a rare way out of one of them, in whichever turn, leads to where the program stands.
def count(n):
    items = [5, 3, 4]
    seen = 0
    for i in range(n):
        for a in items:
            pass
        for b in items:
            if i == 26:
                seen += 1
    return seen


def count_later(n):
    items = [5, 3, 4]
    seen = []
    for i in range(n):
        for a in items:
            pass
        for b in items:
            if i % 13 == 5 and b == 3:
                seen.append((i, b))
        for c in reversed(items):
            if i % 17 == 9:
                seen.append(-c)
    return seen


def over_zip(xs, n):
    c = 0
    for i in range(n):
        for a in xs[:2]:
            pass
        for b in zip(xs):
            if i % 7 == 5:
                c += 1
    return c


def called(items, i):
    total = 0
    for a in items:
        total += a
    for b in items:
        if i == 31:
            return -total
    while total > 3:
        total -= 3
        if i % 19 == 7:
            break
    return total


def calling(n):
    return [called([5, 3, 4], i) for i in range(n)]


def walk(depth, i):
    if depth == 0:
        return int(i == 21)
    total = 0
    for k in (1, 2):
        total += walk(depth - 1, i)
    for k in (1, 2):
        if i % 11 == 3:
            total += walk(depth - 1, i + k)
    return total


print(count(40))
print(count_later(60))
print(over_zip(range(5), 200))
print(calling(60))
print([walk(3, i) for i in range(40)])

values = [1, 2, 3]
for turn in range(30):
    values = [k * z for k, z in enumerate([w for z, w in zip([0, 4, 0], values)])]
print(values)

caught = {}


def note(key, error):
    caught[0] = caught.get(0, 0) + 1


def mix(a, b, c=2):
    pass


pair = [5, 3]
for turn, same in zip(range(37), range(37)):
    mixed = mix(a=0, b=0)
    for down in range(2, 0, -1):
        pass
    for more in range(1, -1, -1):
        pass
    for item in pair:
        try:
            if turn == 26:
                raise 0
        except Exception as error:
            note(0, 0)
print(caught)
