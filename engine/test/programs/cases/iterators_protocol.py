class Squares:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return SquaresIterator(self.n)


class SquaresIterator:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i**2


s = Squares(4)
print(list(s), list(s), sum(s), max(s), 9 in s, 10 in s, sorted(s, reverse=True), [*s], tuple(s), set(s) == {1, 4, 9, 16})
a, *b = s
print(a, b, dict(zip(s, "abcd")), list(map(lambda x: x + 1, s)), list(enumerate(s)), "".join(map(str, s)))
it = iter(s)
print(next(it), [x for x in it], next(it, None))
for x in s:
    for y in s:
        if y > x:
            break
        print(x, y, end="; ")
print()
shared = iter(range(6))
print(list(zip(shared, shared)), [(x, next(shared, None)) for x in iter([1])])
lst = [1, 2, 3]
li = iter(lst)
next(li)
lst.append(4)
print(list(li))
lst.append(5)
print(list(li))


class Bad:
    def __iter__(self):
        return 5


class Raises:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in next")


for wrong in (lambda: list(Bad()), lambda: list(Raises()), lambda: next(s), lambda: [x for x in 5]):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
d = {"a": 1, "b": 2}
for k in list(d):
    del d[k]
print(d)
for i, c in enumerate(reversed(list("abc"))):
    print(i, c, end=" ")
print()
total = 0
for i in range(1000):
    for x in Squares(3):
        total += x
print(total)
