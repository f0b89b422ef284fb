# What to put into a rucksack: dynamic programming, checked against trying everything.
from itertools import combinations

items = [
    ("map", 9, 150), ("compass", 13, 35), ("water", 153, 200), ("sandwich", 50, 160),
    ("glucose", 15, 60), ("tin", 68, 45), ("banana", 27, 60), ("apple", 39, 40),
    ("cheese", 23, 30), ("beer", 52, 10), ("suntan cream", 11, 70), ("camera", 32, 30),
    ("t-shirt", 24, 15), ("trousers", 48, 10), ("umbrella", 73, 40), ("book", 30, 10),
]


def pack(items, capacity):
    table = [[0] * (capacity + 1)]
    for name, weight, value in items:
        previous = table[-1]
        row = previous[:]
        for room in range(weight, capacity + 1):
            with_item = previous[room - weight] + value
            if with_item > row[room]:
                row[room] = with_item
        table.append(row)
    # Walk back through the table to see what was taken.
    taken = []
    room = capacity
    for i in range(len(items), 0, -1):
        if table[i][room] != table[i - 1][room]:
            taken.append(items[i - 1])
            room -= items[i - 1][1]
    taken.reverse()
    return table[-1][capacity], taken


def try_everything(items, capacity):
    best = 0
    for size in range(len(items) + 1):
        for chosen in combinations(items, size):
            if sum(weight for _, weight, _ in chosen) <= capacity:
                best = max(best, sum(value for _, _, value in chosen))
    return best


capacity = 400
value, taken = pack(items, capacity)
print(f"best value {value} with {sum(item[1] for item in taken)} of {capacity}:")
for name, weight, worth in taken:
    print(f"  {name:<14}{weight:>5}{worth:>6}")

few = items[:10]
for limit in (50, 100, 200, 300):
    value = pack(few, limit)[0]
    print(limit, value, "checked" if value == try_everything(few, limit) else "WRONG")

# How the value grows with the capacity.
print([pack(items, room)[0] for room in range(0, 500, 50)])
