d = {}
for i in range(1000):
    d[i * 7 % 1000] = i
print(len(d), list(d)[:5], list(d)[-3:], d[500])
for i in range(0, 1000, 2):
    del d[i]
print(len(d), list(d)[:5], 3 in d, 4 in d)
for i in range(0, 1000, 2):
    d[i] = -i
print(len(d), list(d)[-3:], sum(d.values()))
words = {}
for word in ("the cat and the dog and the bird " * 20).split():
    words[word] = words.get(word, 0) + 1
print(words)
s = {str(i): i for i in range(200)}
print(s["150"], len(s), list(s)[50], sum(s[str(i)] for i in range(200)))
mixed = {1: "a", "1": "b", 1.5: "c", (1,): "d", None: "e", True: "f", frozenset([1]): "g", b"1": "h"}
print(mixed, mixed[1.0], mixed[True], mixed[frozenset({1})])
print({-1: "m1", -2: "m2"}, {2**70: 1}[2**70], {0.0: 1}[-0.0], {float(2**40): 1}[2**40])


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return isinstance(other, Key) and self.v == other.v

    def __repr__(self):
        return f"K{self.v}"


k = {Key(i): i for i in range(10)}
print(k, k[Key(7)], Key(11) in k)
del k[Key(3)]
print(len(k), list(k.values()))
