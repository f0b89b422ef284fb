"""Slices of lists in traces: all kinds of ends and steps, stores that grow and shrink, ends that only Python can read."""


def reversals(n):
    row = list(range(9))
    for i in range(n):
        k = i % 9
        row[: k + 1] = row[k::-1]
        row[k:k] = [i]
        row[2:4] = []
        row[-1:] = row[:1] + row[:0]
        row[len(row):] = row[1::3]
        if len(row) > 20:
            row = row[5:-5:2]
        elif len(row) < 5:
            row = row[:] * 2
    return row


print(reversals(300))


def ends(pairs, items):
    total = 0
    for start, stop, step in pairs:
        total += sum(items[start:stop:step]) + len(items[start:stop])
        copy = items[:]
        copy[start:stop] = items[::-2]
        total += copy[0] * len(copy)
    return total


plain = [(None, None, None), (1, 5, 2), (-3, None, 1), (None, -2, -1), (100, -100, -3), (3, 3, 1)] * 20
print(ends(plain, list(range(10))))


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        self.value += 1
        return self.value


print(ends(plain + [(Index(2), Index(5), Index(1)), (True, None, None), (2**70, -(2**70), -(2**40))], list(range(10))))


class Rows(list):
    def __getitem__(self, key):
        return [7] if isinstance(key, slice) else super().__getitem__(key)

    def __setitem__(self, key, value):
        super().__setitem__(key, [value])


def first_two(rows):
    found = []
    for row in rows:
        found.append(row[0:2])
        found.append(row[2::-1])
        row[:1] = [0, 0]
    return found


print(first_two([[k, 2, 3] for k in range(40)] + [Rows([1, 2, 3]), (rows := [5]), rows, [1]])[-14:])
for bad in ((1, 2, 3), "abc", None, {}):
    try:
        first_two([[k, 2, 3] for k in range(40)] + [bad])
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)


def refused(items, steps):
    caught = []
    for step in steps:
        try:
            caught.append(len(items[::step]))
            items[1:3] = 5 if step == 2 else [step]
        except (TypeError, ValueError) as error:
            caught.append(str(error))
    return caught


print(refused(list(range(30)), [1, 3, -1] * 15 + [0, 2, 1.5])[-6:])


# A slice of itself, and one that is kept while the list changes.
def itself(n):
    row = [1, 2, 3]
    kept = []
    for i in range(n):
        row[1:2] = row
        kept.append(row[:2])
        row = row[-3:]
        row[0] = i
    return row, kept[::25]


print(itself(200))
