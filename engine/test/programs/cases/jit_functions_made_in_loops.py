"""Functions, closures and generators that a loop makes anew in each turn, and calls; enumerate and zip within traces."""

import sys


def closures(n):
    total = 0
    for i in range(n):

        def scaled(x):
            return x * i + offset

        offset = i % 3
        total += scaled(2)
    return total


print(closures(400))


def lambdas(n):
    return [(lambda x: x + i)(i % 7) for i in range(n)]


print(sum(lambdas(300)), lambdas(300)[-3:])


def kept(n):
    functions = []
    for i in range(n):

        def one(j=i):
            return (i, j)

        functions.append(one)
        if one()[1] != i:
            raise AssertionError
    return [function() for function in functions[::60]]


print(kept(240))


def failing(n):
    lines = []
    for i in range(n):

        def check(x):
            if x == 250:
                return 1 // (x - i)
            return x

        try:
            check(i)
        except ZeroDivisionError:
            frames = []
            traceback = sys.exc_info()[2]
            while traceback is not None:
                code = traceback.tb_frame.f_code
                names = sorted(traceback.tb_frame.f_locals) if code.co_name == "check" else []
                frames.append((code.co_name, names))
                traceback = traceback.tb_next
            lines.append(frames)
    return lines


print(failing(300))


def sums(rows, columns):
    weights = [0.5 * j for j in range(columns)]
    return [sum(w * (i + j) for j, w in enumerate(weights)) for i in range(rows)]


print(sums(60, 40)[::20])


def named(n):
    names = []
    for i in range(n):
        generator = (x * i for x in range(5))
        first = next(generator)
        names.append((generator.__name__, first + sum(generator)))
    return names[-1], sum(total for _, total in names)


print(named(200))


def adders(n):
    def make(k):
        def add(x):
            return x + k

        return add

    total = 0
    for i in range(n):
        total = make(i)(total) % 100_003
    return total


print(adders(500))


def changed_code(n):
    def first(x):
        return x + 1

    def second(x):
        return x * 2 % 1009

    functions = [first]
    value = 1
    for i in range(n):
        value = functions[i % len(functions)](value)
        if i == n // 2:
            functions.append(second)
        if i == n - 50:
            first.__code__ = second.__code__
    return value


print(changed_code(400))


# enumerate and zip: pairs that are taken apart, pairs that are kept, and the ends of what they go over.
def pairs(n):
    xs = [i * 3 for i in range(n)]
    total = 0
    keep = []
    for index, x in enumerate(xs, 5):
        total += index * x
        if x == 150:
            xs.append(-1)
    for pair in enumerate(xs):
        if pair[0] % 70 == 0:
            keep.append(pair)
    for a, b in zip(xs, range(n // 2)):
        total += a - b
    for a, b, c in zip(tuple(xs), xs, range(10_000)):
        total += a + b - c
    for triple in zip(range(n), range(n), range(n)):
        if sum(triple) % 100 == 0:
            keep.append(triple)
    return total, keep


print(pairs(250))


def paired(n):
    items = iter(range(n))
    out = 0
    for a, b in zip(items, items):
        out += a * 2 - b
    return out, next(items, "none")


print(paired(300), paired(301))


def uneven(n):
    first = iter(list(range(n)))
    second = iter(list(range(n - 40)))
    count = 0
    for _ in zip(first, second):
        count += 1
    return count, next(first), next(second, None)


print(uneven(300))
try:
    for a, b in zip(range(200), range(150), strict=True):
        pass
except ValueError as error:
    print(error)


def big(n):
    out = 0
    for i, x in enumerate([1] * n, 2**31 - 60):
        out += i + x
    return out


print(big(120))


def floats_and_ints(rows):
    total = 0
    for i, (a, b) in enumerate(zip(rows, rows[1:])):
        total += a * b + i
    return total


print(floats_and_ints([1.5 if i % 97 == 96 else i for i in range(300)]))
