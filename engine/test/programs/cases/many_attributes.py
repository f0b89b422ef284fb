"""Instances with more attributes than a shape is for, and a class whose instances have all different ones."""


class Bag:
    kind = "bag"

    def __init__(self, n):
        for i in range(n):
            setattr(self, f"a{i}", i)

    def total(self):
        return sum(vars(self).values())


for n in (100, 127, 128, 129, 130, 400):
    bag = Bag(n)
    bag.last = 1
    bag.last += 1
    names = [*bag.__dict__]
    print(n, len(names), names[0], names[-2:], bag.total(), bag.a50, bag.last, bag.kind, hasattr(bag, "a400"))
    del bag.a50, bag.a99
    try:
        bag.a50
    except AttributeError as error:
        print(error)
    bag.a50 = "again"
    print(list(vars(bag))[-1], len(vars(bag)), Bag(n) == bag)

# The same program text at work on both kinds.
bags = [Bag(5), Bag(200), Bag(5), Bag(300)]
for turn in range(200):
    for bag in bags:
        bag.a3 = bag.a3 + bag.a4
        bag.extra = turn
print([(bag.a3, bag.extra, len(vars(bag))) for bag in bags])

made = []
for i in range(3000):
    bag = Bag(0)
    setattr(bag, f"only{i}", i)
    bag.common = i
    made.append(bag)
print(sum(bag.common for bag in made), sum(getattr(bag, f"only{i}") for i, bag in enumerate(made)))


class Slotted:
    __slots__ = ("x", "__dict__")


slotted = Slotted()
slotted.x = "x"
for i in range(200):
    setattr(slotted, f"b{i}", i)
slotted.x += "y"
print(slotted.x, len(slotted.__dict__), slotted.b199)


class Other:
    pass


big = Bag(200)
big.__class__ = Other
print(type(big).__name__, big.a199, len(vars(big)))
