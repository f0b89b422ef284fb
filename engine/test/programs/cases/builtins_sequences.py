print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")], key=lambda t: t[1]))
print(min(3, 1, 2), max([3, 1, 2]), min("b", "a"), max([], default="none"), min([1, -2], key=abs), max("a", "bb", key=len), max(1, 1.0), min(0, False))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip(*[(1, 2), (3, 4)])), dict(zip("ab", range(2))), list(zip([1, 2], [3, 4], strict=True)))
print(list(enumerate("ab")), list(enumerate(["x"], start=5)), list(map(str, [1, 2])), list(map(pow, [2, 3], [3, 2])), list(filter(str.isalpha, "a1b")))
print(any([]), all([]), any([0, "", 1]), all([1, 0]), sum([1, 2, 3]), sum([0.5, 1]), sum([[1], [2]], []), sum(range(10), 100), sum([], 5), sum((True, True)))
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(range(3))), list(reversed({"a": 1})), len(reversed([1, 2]).__class__.__name__) > 0)
it = iter([1, 2, 3])
print(next(it), next(it), next(it), next(it, "end"), list(it))
print(list(iter(lambda c=iter([1, 2, 0, 3]): next(c), 0)), [*zip("abc", range(10))], list(map(lambda *a: a, [1], [2])))
print(len("abc"), len([]), len({1: 2}), len(range(5)), len((1,)), list(slice(1, 2).indices(5)))
for wrong in (lambda: min(), lambda: max([]), lambda: list(zip([1], [1, 2], strict=True)), lambda: sum("ab"), lambda: next(iter([])), lambda: sorted([1], 2), lambda: min(1), lambda: reversed(5), lambda: enumerate(), lambda: sum(["a"], ""), lambda: sorted([1, None]), lambda: max(1, "a"), lambda: map(), lambda: list(map(1, [2])), lambda: reversed({1})):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
