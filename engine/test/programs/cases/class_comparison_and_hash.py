class Eq:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return self.v == other.v


try:
    hash(Eq(1))
except TypeError as error:
    print(error)
print(Eq(1) == Eq(1), Eq(1) != Eq(2), Eq.__hash__, Eq(1) in [Eq(1)])


class Reflected:
    def __eq__(self, other):
        print("eq")
        return NotImplemented

    def __gt__(self, other):
        return "reflected gt"


r = Reflected()
print(r == 1, 1 == r, r != 1, 1 < r)
try:
    r < 1
except TypeError as error:
    print(error)


class Weird:
    def __eq__(self, other):
        return "not a bool"

    def __ne__(self, other):
        return []


print(Weird() == 1, Weird() != 1, bool(Weird() == 1), 1 in [Weird()])


class Same:
    def __eq__(self, other):
        return False


s = Same()
print(s == s, s in [s], [s] == [s], s in {1: s}.values())


class Truth:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(bool(Truth(0)), bool(Truth(3)), [t.n for t in (Truth(0), Truth(1)) if t], Truth(0) or "or", Truth(2) and "and")
