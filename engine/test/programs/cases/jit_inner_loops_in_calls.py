"""Loops inside functions that are called from loops: the outer trace runs the inner one, however it ends."""


class Stop(Exception):
    pass


def escape(x, limit):
    total = 0
    for turn in range(limit):
        total += x
        if total > 40:
            return turn
    return -limit


def count_down(n):
    while n > 0:
        n -= 1
        if n == 13:
            break
    return n


def outer(rounds):
    ends = []
    for i in range(rounds):
        ends.append(escape(i % 9, 12))
    return sum(ends), ends[:12], ends[-12:]


def twice(rounds):
    total = 0
    for i in range(rounds):
        total += escape(i % 5, 9) * count_down(i % 30)
    return total


def find(items, wanted):
    position = 0
    for item in items:
        if item == wanted:
            raise Stop(position)
        position += 1
    return -1


def search(rounds):
    found = missed = 0
    items = list(range(20))
    for i in range(rounds):
        try:
            missed += find(items, i % 23)
        except Stop as stop:
            found += stop.args[0]
    return found, missed


def kinds(rounds):
    """The same inner loop meets ints, then floats, then strs."""
    results = []
    for value in [1] * rounds + [0.5] * rounds + ["ab"] * rounds:
        results.append(repeat(value, 7))
    return results[0], results[rounds], results[-1], len(results)


def repeat(value, times):
    out = value
    for _ in range(times):
        out = out + value
    return out


STEP = 1


def stepping(n):
    total = 0
    for _ in range(n):
        total += STEP
    return total


def rebinding(rounds):
    global STEP
    totals = set()
    for i in range(rounds):
        if i == rounds // 2:
            STEP = 10
        totals.add(stepping(8))
    STEP = 1
    return sorted(totals)


def nested(n):
    total = 0
    for i in range(n):
        for j in range(i % 7):
            for k in range(j):
                total += i ^ (j * k)
    return total


def table(size):
    return [[escape(row + column, 6) for column in range(size)] for row in range(size)]


def ackermann_like(n, depth):
    """An inner loop that calls the function whose loop called it."""
    total = n
    for i in range(3):
        if depth > 0:
            total += ackermann_like(n + i, depth - 1)
    return total % 1000


def raising(rounds):
    """The inner loop raises in the middle of an outer turn; the traceback names both."""
    quotients = 0
    for i in range(rounds):
        quotients += divide_all(100, rounds - 1 - i)
    return quotients


def divide_all(n, by):
    total = 0
    for k in range(5):
        total += n // (by + k - 4 if k == 4 else by + 1)
    return total


print(outer(1500))
print(twice(800))
print(search(600))
print(kinds(300))
print(rebinding(600))
print(nested(120))
print(sum(map(sum, table(25))), table(4))
print(ackermann_like(1, 5))
try:
    print(raising(400))
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_next
    print(repr(error), frame.tb_frame.f_code.co_name, frame.tb_next.tb_frame.f_locals)
