calls = []


def value(x):
    calls.append(x)
    return x


print(value(1) < value(2) < value(3), calls); calls.clear()
print(value(3) < value(2) < value(1), calls); calls.clear()
print(value(1) == value(1) != value(2) is not None, calls); calls.clear()
print(1 < 3 > 2 < 5, 1 in [1] == True, not 1 == 2, (1 in [1]) == True)
print([1, 2] < [1, 3], [1] < [1, 0], (2,) > (1, 9), "abc" < "abd", "Z" < "a", [] < [0])
print([1, [2, 3]] == [1, [2, 3]], (1, 2) == [1, 2], {1: 2} == {1: 2.0}, {1, 2} == {2, 1}, "1" == 1)
print({1} < {1, 2}, {1, 2} <= {1, 2}, {1, 3} < {1, 2}, frozenset([1]) == {1})
print(value(1) is not None, None is not None, [] is [], (a := [1]) is a)
print(2 not in [1, 2], 3 not in (1, 2), "b" in "abc", "" in "", "x" not in {"y": 1})
