# Calls with arguments by the hundred thousand, positional and by keyword.
import math

pairs = [(1, 2)] * 60_000
print(len(list(zip(*pairs))[0]))
print(len(("{}" * 60_000).format(*range(60_000))))
print(max(*range(200_000)), min(*range(200_000)), len(set().union(*[[1]] * 100_000)))
print(len(dict(**{"k%d" % i: i for i in range(50_000)})))


def spread(*values, **more):
    return len(values), sum(values), len(more)


print(spread(*range(200_000)), math.gcd(*[12] * 100_000))
print(spread(*range(70_000), **{f"n{i}": i for i in range(70_000)}))


def nested(depth, *values):
    return len(values) if depth == 0 else nested(depth - 1, *values, depth)


print(nested(5, *range(70_000)))
print(sorted([3, 1, 2], key=lambda one: -max(*range(70_000), one)))
try:
    max(*range(200_000), key=None, other=1)
except TypeError as error:
    print(error)
