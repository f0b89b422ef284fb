"""Comprehensions, generator expressions and `itertools`, one feeding the other: iterators of every kind."""

import sys
from itertools import accumulate, chain, combinations, count, groupby, islice, pairwise, product, repeat, takewhile


def numbers(limit):
    state = 1
    for _ in range(limit):
        state = state * 48271 % 2147483647
        yield state % 1000


def windows(items, size):
    return zip(*(islice(items, start, None) for start in range(size)))


def squares_up_to(limit):
    return takewhile(lambda square: square <= limit, (n * n for n in count(1)))


def flatten(nested):
    return chain.from_iterable(nested)


def main(size=1_500):
    values = list(numbers(size))
    running = list(accumulate(values))
    assert running[-1] == sum(values)
    assert all(b - a == value for (a, b), value in zip(pairwise(running), values[1:]))

    squares = set(squares_up_to(999))
    found = sum(1 for value in values if value in squares)
    assert found == len([value for value in values if int(value**0.5) ** 2 == value and value > 0])

    means = [(a + b + c) // 3 for a, b, c in windows(values, 3)]
    rising = sum(a < b for a, b in pairwise(means))

    by_tens = {tens: list(group) for tens, group in groupby(sorted(values), key=lambda value: value // 100)}
    sizes = {tens: len(group) for tens, group in by_tens.items()}
    assert list(flatten(by_tens.values())) == sorted(values)

    table = [[row * column % 7 for column in range(20)] for row in range(size // 20)]
    turned = [list(column) for column in zip(*table)]
    assert list(map(list, zip(*turned))) == table
    sevens = sum(cell == 0 for row in table for cell in row)

    few = values[:12]
    pairs = {(a, b) for a, b in combinations(few, 2) if (a + b) % 3 == 0}
    triples = [(x, y, z) for x, y, z in product(range(1, 12), repeat=3) if x * x + y * y == z * z]
    dots = sum(map(lambda a, b: a * b, values, repeat(3)))
    assert dots == 3 * sum(values)
    print(f"{found} squares, {rising} rises, {sevens} sevens, {len(pairs)} pairs, triples {triples}")
    print(" ".join(f"{tens}:{sizes[tens]}" for tens in sizes))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_500)
