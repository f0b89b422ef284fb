values = [0, 1, -1, 2**31, 2**70, 1.0, 0.5, -0.0, "", "a", "é😀", b"", b"a", (), (1, "x"), None, True, frozenset([1, 2]), int, len]
for v in values:
    assert hash(v) == hash(v)
assert hash(1) == hash(1.0) == hash(True) == hash(1 + 0j)
assert hash(0) == hash(0.0) == hash(-0.0) == hash(False)
assert hash(2**40) == hash(float(2**40))
assert hash("abc") == hash("ab" + "c") == hash("".join(["a", "bc"]))
assert hash((1, 2.0)) == hash((1.0, 2))
assert hash(b"ab") == hash(bytes([97, 98]))
assert hash(frozenset("ab")) == hash(frozenset("ba"))
d = {}
for i, v in enumerate(values):
    d[v] = i
print(len(d), d[1.0], d[0], d["a"], d[True], d[(1.0, "x")], d[frozenset([2, 1])])


class K:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __hash__(self):
        return hash(self.v) ^ 5


print(len({K(1), K(1), K(2)}), {K("a"): 1}[K("a")], hash(K(3)) == hash(3) ^ 5)


class Bad:
    def __hash__(self):
        return "x"


class Huge:
    def __hash__(self):
        return 2**100


class Unhashable:
    __hash__ = None


print(hash(Huge()) == hash(2**100), isinstance(hash(Huge()), int))
for wrong in (lambda: hash(Bad()), lambda: hash(Unhashable()), lambda: hash([]), lambda: hash((1, [])), lambda: {Unhashable(): 1}, lambda: {set()}, lambda: hash(slice(1)) and None):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
