"""The most valuable load: dynamic programming over lists, and the way back to what was chosen."""

import sys


def make_items(count):
    state = 11
    items = []
    for _ in range(count):
        state = state * 16807 % 2147483647
        items.append((state % 97 + 3, state // 97 % 500 + 1))
    return items


def pack(items, capacity):
    rows = [[0] * (capacity + 1)]
    for weight, value in items:
        above = rows[-1]
        row = above[:weight]
        for room in range(weight, capacity + 1):
            skipped = above[room]
            taken = above[room - weight] + value
            row.append(taken if taken > skipped else skipped)
        rows.append(row)
    return rows


def chosen(rows, items, room):
    taken = []
    for i in range(len(items) - 1, -1, -1):
        if rows[i + 1][room] != rows[i][room]:
            taken.append(i)
            room -= items[i][0]
    return taken


def best_of_few(items, capacity):
    """By trying everything, for a check."""
    best = 0
    for mask in range(1 << len(items)):
        weight = value = 0
        for i, (w, v) in enumerate(items):
            if mask >> i & 1:
                weight += w
                value += v
        if weight <= capacity and value > best:
            best = value
    return best


def main(count=30):
    items = make_items(count)
    few = items[:6]
    assert pack(few, 120)[-1][120] == best_of_few(few, 120)
    capacity = 20 * count
    rows = pack(items, capacity)
    taken = chosen(rows, items, capacity)
    best = rows[-1][capacity]
    assert sum(items[i][1] for i in taken) == best
    weight = sum(items[i][0] for i in taken)
    assert weight <= capacity
    print(f"{len(taken)} of {count} items, weight {weight} of {capacity}, value {best}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
