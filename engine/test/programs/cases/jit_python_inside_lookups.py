"""Keys whose comparison runs Python code, in lookups that a trace takes for harmless until they are not."""


class Meddler:
    """Equal to nothing, with the hash of an int; comparing it changes what the loop relies on."""

    def __init__(self, number, meddle):
        self.number = number
        self.meddle = meddle

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        self.meddle()
        return False


class Box:
    pass


def in_set(rounds):
    box = Box()
    box.value = 1

    def meddle():
        box.value += 100

    numbers = {1, 2, 3}
    total = 0
    for i in range(rounds):
        before = box.value
        if 7 in numbers:
            total += 1
        total += box.value - before
        if i == rounds // 2:
            numbers.add(Meddler(7, meddle))
    return total


def in_dict(rounds):
    items = [1, 2, 3]

    def meddle():
        items.append(len(items))

    table = {1: "a", 2: "b"}
    total = 0
    for i in range(rounds):
        length = len(items)
        if i % 3 in table:
            total += 1
        if 5 in table:
            total += 1000000
        total += len(items) - length
        if i == rounds // 2:
            table[Meddler(5, meddle)] = "c"
    return total, len(items)


def stores(rounds):
    seen = []
    table = {}
    for i in range(rounds):
        table[i % 4] = i
        seen_before = len(seen)
        if i == rounds // 2:
            table = {Meddler(k, lambda: seen.append(1)): k for k in range(4)}
        table[i % 4] = i
        seen_before -= len(seen)
        if seen_before:
            seen.append(seen_before)
    return len(seen), sorted(key for key in table if isinstance(key, int))


def in_place(rounds):
    """`+=` makes a new int, str or tuple, and changes a list."""
    shared = [0]
    totals = []
    for value in [1] * rounds + ["x"] * rounds + [(1,)] * rounds + [shared] * rounds:
        alias = value
        length = len(shared)
        value += value if not isinstance(value, list) else [length]
        totals.append(len(shared) - length + (alias is value))
    return sum(totals), len(shared)


def natives(rounds):
    """Natives that call back into Python now and then."""
    box = Box()
    box.n = 0

    class Loud(int):
        def __abs__(self):
            box.n += 1
            return int(self)

    values = [1] * rounds + [Loud(2)] * 5 + [3] * rounds
    total = 0
    for value in values:
        before = box.n
        total += abs(value)
        total += 1000 * (box.n - before)
    return total


print(in_set(1000))
print(in_dict(1000))
print(stores(1000))
print(in_place(300))
print(natives(700))
