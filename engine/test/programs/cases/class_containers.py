class Deck:
    def __init__(self, cards):
        self.cards = list(cards)

    def __len__(self):
        return len(self.cards)

    def __getitem__(self, key):
        print("get", key)
        return self.cards[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cards[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.cards[key]

    def __contains__(self, item):
        return item == "any" or item in self.cards


d = Deck("abc")
print(len(d), d[0], d[-1], d[0:2], "any" in d, "zz" not in d, bool(d), bool(Deck("")))
d[1] = "X"
d[0:1] = [1, 2]
del d[0]
d[0] += 5
print(list(d), d.cards, [c for c in d], list(reversed(d)))


class Old:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * i


print(list(Old()), 4 in Old(), 5 in Old(), sum(Old()), [*Old()], max(Old()))
a, b, c = Old()
print(a, b, c)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print(list(Countdown(4)), sum(Countdown(5)), 2 in Countdown(5), list(zip(Countdown(3), "ab")), list(Tree(1, Tree(2, Tree(3)), Tree(4))))
m = Deck("q")
m[0] = "z"


class Grid:
    def __getitem__(self, key):
        return key


g = Grid()
print(g[1, 2], g[1:2, ::3], g[...], g[()], g["a"], g[1:2:3], g[-1, None])


class Missing(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


x = Missing()
print(x[4], x, x.get(9), 4 in x)
x.setdefault(1, 2)
print(sorted(x.items()), Deck.__getitem__(d, 0))
for wrong in (lambda: next(Countdown(0)), lambda: reversed(Old()), lambda: len(Old()), lambda: iter(Deck)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
