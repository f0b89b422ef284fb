people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dee", 25), ("Eve", 35)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: p[1], reverse=True))
print(sorted(people, key=lambda p: (-p[1], p[0])))
state = 17
values = []
for _ in range(500):
    state = (state * 1103515245 + 12345) % 2**31
    values.append(state % 1000)
ordered = sorted(values)
assert all(a <= b for a, b in zip(ordered, ordered[1:])) and len(ordered) == 500
print(ordered[:5], ordered[-5:], sorted(values, reverse=True) == ordered[::-1], sum(values) == sum(ordered))
words = "The quick brown fox jumps over the lazy dog and runs away".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: w[::-1]))
mixed = [3, 1.5, True, -2, 0.5, 2**40, -(2**70)]
print(sorted(mixed), max(mixed), min(mixed))
calls = []


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        calls.append((self.n, other.n))
        return self.n < other.n

    def __repr__(self):
        return f"I{self.n}"


print(sorted([Item(3), Item(1), Item(2)]), len(calls) > 0, calls[0])
print(sorted([[2], [1, 5], [1]]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([None], key=lambda x: 0))
nested = sorted([sorted(w) for w in ("cab", "ba")])
print(nested)


def bad_key(x):
    raise ValueError(f"key {x}")


try:
    sorted([1, 2], key=bad_key)
except ValueError as error:
    print(error)
lst = [5, 3, 4]
print(lst.sort(), lst, lst.sort(reverse=True), lst)
