"""Dicts and sets looked up in traces: ints, texts of every width, keys that compare equal, keys with an `__eq__` of their own."""


def count(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


text = "the cat and the dog and the dög and the 猫 and the 🐱 "
words = (text * 60).split(" ")
print(sorted(count(words).items()))
print(count([i * 7 % 11 for i in range(500)]))

# Ints whose hash is not the int itself, and their neighbours; floats and bools that equal ints.
edges = [-1, -2, 0, 1, 2**31 - 1, -(2**31) + 1, -(2**31), 2**31 - 2, -(2**31) + 2, 2**31, 2**61 - 1]
table = {edge: k for k, edge in enumerate(edges)}
there = set(edges)


def find_all(keys, rounds):
    hits = total = 0
    for turn in range(rounds):
        for key in keys:
            if key in there:
                hits += 1
            if key in table:
                total += table[key]
            else:
                total -= 1
    return hits, total


print(find_all(edges, 40))
print(find_all([edge + 1 for edge in edges] + [True, False, 1.0, 2.5, None, "1", (1,)], 40))


# Keys with the hash of an int or a str that are to be asked, and may answer anything.
class Twin:
    asked = 0

    def __init__(self, key):
        self.key = key

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        Twin.asked += 1
        return self.key == (other.key if isinstance(other, Twin) else other)


def ask(table, keys, rounds):
    found = 0
    for turn in range(rounds):
        for key in keys:
            if key in table:
                found += 1
    return found


print(ask({1, 2, Twin(3), Twin("a"), "b"}, [1, 2, 3, 4, "a", "b", "c"], 50), Twin.asked)
print(ask({1: 1, Twin(2): 2, Twin("a"): 3}, [1, 2, 3, "a", "b"], 50), Twin.asked)
late = {5, 6, 7}
print(ask(late, [5, 8], 60), end=" ")
late.add(Twin(8))
print(ask(late, [5, 8], 60), Twin.asked)


# Tables that grow, shrink and are refilled while they are looked up.
def churn(n):
    seen = set()
    log = {}
    for i in range(n):
        key = i * i % 97
        if key in seen:
            seen.discard(key)
            log[key] = log.get(key, 0) + i
        else:
            seen.add(key)
            log[-key] = key
        if i % 50 == 49:
            log.pop(key, None)
            seen.clear()
    return sorted(seen), sum(log.values()), len(log)


print(churn(700))


def stored(n):
    table = {"a": 0, "b": 0, 3: 0}
    for i in range(n):
        table["a"] += i
        table[3] = table["b"] + 1
        table["b"] = table["a"] - table[3]
        if i == n // 2:
            del table["b"]
            table["b"] = -1
    return list(table.items())


print(stored(300))


def missing(n):
    table = {k: k for k in range(0, n, 2)}
    caught = 0
    for i in range(n):
        try:
            caught += table[i]
        except KeyError as error:
            caught += error.args[0]
    return caught


print(missing(300))


# A module's own names as a dict: functions that read them see each store.
level = 0


def levels(n):
    names = globals()
    seen = 0
    for i in range(n):
        names["level"] = i
        seen += level
    return seen


print(levels(300))


class Names(dict):
    def __getitem__(self, key):
        return key * 2

    def __contains__(self, key):
        return key == "x"

    def get(self, key, default=None):
        return 7


def over(tables):
    found = []
    for table in tables:
        found.append((table["x"], "x" in table, "y" in table, table.get("y", 1)))
    return found


print(over([{"x": 1}] * 40 + [Names(x=1)] * 3 + [{"x": 2, "y": 3}] * 40)[38:46])
