data = iter([1, 2, 3, 0, 5])
while (chunk := next(data)) != 0:
    print(chunk, end=" ")
print()
if (n := 10) > 5:
    print(n)
print([y for x in range(5) if (y := x * x) > 3], y)
print((a := 1) + (b := 2), a, b)


def f(x, cache={}):
    return cache[x] if x in cache else cache.setdefault(x, x * 2)


print(f(2), f(2))
total = 0
values = [total := total + v for v in range(5)]
print(values, total)
print(any((found := s).startswith("b") for s in ["a", "bc", "c"]), found)
x = 5
print(0 < x < 10, not (x > 3 and x < 4), x == 5 or 1 / 0, x != 5 and 1 / 0)
print(None or [] or 0 or "last", 1 and [] and 2, not None, bool(x) is True)
print("a" if x > 10 else "b" if x > 4 else "c")


def side(v, log=[]):
    log.append(v)
    return v


print(side(0) or side(1) and side(2), side.__defaults__[0])
lst = [z := 1, z + 1, z := 5]
print(lst, z, {"k": (w := 3)}, w)
