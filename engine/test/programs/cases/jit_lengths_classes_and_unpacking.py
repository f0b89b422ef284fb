"""len, isinstance and unpacking in hot loops, where what they see changes."""


class Base:
    pass


class Derived(Base):
    pass


class Liar:
    @property
    def __class__(self):
        return int


class Meta(type):
    asked = 0

    def __instancecheck__(cls, one):
        Meta.asked += 1
        return one == 3


class Three(metaclass=Meta):
    pass


class Sized:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


def kinds(values, classes, rounds):
    return sum(isinstance(values[i % len(values)], classes) for i in range(rounds))


def kinds_here(values, rounds):
    counts = [0, 0, 0]
    for i in range(rounds):
        value = values[i % len(values)]
        if isinstance(value, (int, str)):
            counts[0] += 1
        if isinstance(value, Base):
            counts[1] += 1
        if isinstance(value, (Three, float)):
            counts[2] += 1
    return counts


for values in ([1], [True, 1], ["a", 1.5], [Base()], [Derived(), Base()], [Liar()], [Liar(), 3], [None, b"x", Derived, ()]):
    print([kinds(values, one, 120) for one in (int, str, Base, Derived, Three, (str, Base))], kinds_here(values, 150))
print(Meta.asked)


def rebased(rounds):
    class Late:
        pass

    one = Late()
    seen = 0
    for i in range(rounds):
        if i == rounds // 2:
            one.__class__ = Derived
        seen += isinstance(one, Base)
    return seen


print(rebased(200))


def lengths(values, rounds):
    total = 0
    for i in range(rounds):
        try:
            total += len(values[i % len(values)])
        except (TypeError, ValueError) as error:
            total += 1000 + len(str(error))
    return total


for values in (["abc"], ["", "é"], [[1, 2]], [(1,), {1: 2, 3: 4}], [{1, 2}, frozenset((1,))], [Sized(3)], [Sized(-1), "a"], [range(7), b"ab"], [5, "x"]):
    print(lengths(values, 200))


def changing(rounds):
    table, members, items = {}, set(), []
    total = 0
    for i in range(rounds):
        table[i % 9] = i
        members.add(i % 7)
        items.append(i)
        total += len(table) + len(members) + len(items)
        if i % 50 == 49:
            table.clear()
            members.discard(3)
            del items[1:]
            total += len(table) * 100 + len(members) * 10 + len(items)
    return total


print(changing(333))


def unpacked(values, rounds):
    total = 0
    for i in range(rounds):
        try:
            a, b, c = values[i % len(values)]
            total += a - b * c
        except (TypeError, ValueError) as error:
            total += len(str(error))
    return total


def rows():
    for n in range(3):
        yield n


class Row:
    def __iter__(self):
        return iter((7, 8, 9))


for values in ([(1, 2, 3)], [[1, 2, 3]], [(1, 2, 3), [4, 5, 6]], [(1, 2), (1, 2, 3)], [[1, 2, 3, 4], [1, 2, 3]], [range(3), Row()], [5, None, (1, 2, 3)], [(1.5, 2, True)]):
    print(unpacked(values, 200))
print(sum(sum((a, b, c)) for _ in range(100) for a, b, c in [list(rows()), {1: 0, 2: 0, 3: 0}]))


def swapped(rounds):
    items = [0, 1, 2]
    for i in range(rounds):
        items[0], items[1], items[2] = items[1], items[2], items[0] + i
        [a, b, c] = items
        items = [c, a, b] if i % 3 else items
    return items


print(swapped(300))
