"""Inner loops' traces that outer ones run: for long, with functions inlined, near the recursion limit, dropped meanwhile."""


class Scale:
    factor = 3


def weigh(x):
    return x * Scale.factor


def inner(n, start):
    total = start
    for i in range(n):
        total += weigh(i)
        if total > 10_000_000:
            total -= 10_000_000
    return total


def outer(turns, n):
    seen = []
    for turn in range(turns):
        seen.append(inner(n + turn % 3, turn))
    return sum(seen), seen[-1]


def deep(levels, turns):
    """The same loops, at every depth up to where Python gives up."""
    if levels > 0:
        return deep(levels - 1, turns)
    return outer(turns, 6)


def add_one(x):
    return x + 1


def add_two(x):
    return add_one(add_one(x))


def grows(n, odd):
    """An inner loop that calls deeper only after a while."""
    total = 0
    for i in range(n):
        if odd and i % 2:
            total += add_two(i)
        else:
            total += i
    return total


def growing(turns):
    total = 0
    for turn in range(turns):
        total += grows(8, turn > turns // 2)
    return total


def printing(turns, loud):
    """An inner loop that calls into the runtime only later."""
    words = []
    for turn in range(turns):
        count = 0
        for letter in "abcdefgh":
            if turn in loud:
                words.append(letter.upper())
            count += 1
        for letter in "xyz":
            count += 1
        words.append(count)
    return len(words), words[-3:]


def limits():
    for levels in range(900, 1000, 7):
        try:
            deep(levels, 3)
        except RecursionError:
            return "too deep"
    return "never too deep"


def main():
    print(outer(300, 5))
    print(outer(3, 60_000))
    print(deep(50, 40), deep(400, 40))
    print(limits())
    print(growing(300))
    print(printing(200, {120, 121, 150, 180, 199}))
    Scale.factor = 4
    print(outer(300, 5))
    Scale.factor = 2.5
    print(outer(300, 5))


main()
