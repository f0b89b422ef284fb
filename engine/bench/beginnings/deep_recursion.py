"""Recursion of many shapes: deep, wide, mutual, and through nested data."""


def depth_sum(n):
    return 0 if n == 0 else n + depth_sum(n - 1)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def hanoi(n, source, target, spare, moves):
    if n == 0:
        return
    hanoi(n - 1, source, spare, target, moves)
    moves.append((source, target))
    hanoi(n - 1, spare, target, source, moves)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def flatten(tree):
    result = []
    for item in tree:
        if isinstance(item, list):
            result.extend(flatten(item))
        else:
            result.append(item)
    return result


def nest(depth):
    return [depth] if depth == 0 else [depth, nest(depth - 1), [depth]]


def subsets(items):
    if not items:
        return [[]]
    rest = subsets(items[1:])
    return rest + [[items[0]] + subset for subset in rest]


def change(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return change(amount - coins[0], coins) + change(amount, coins[1:])


def flood_fill(grid, row, column):
    if not (0 <= row < len(grid) and 0 <= column < len(grid[0])) or grid[row][column] != ".":
        return 0
    grid[row][column] = "~"
    size = 1
    for dr, dc in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        size += flood_fill(grid, row + dr, column + dc)
    return size


def endless(n):
    return endless(n + 1)


print("sum:", depth_sum(900), "even:", is_even(800), is_odd(800))
moves = []
hanoi(10, "A", "C", "B", moves)
print("hanoi:", len(moves), moves[:3])
print("ackermann:", ackermann(2, 9), ackermann(1, 300))
tree = nest(300)
flat = flatten(tree)
print("flat:", len(flat), sum(flat))
print("subsets:", len(subsets(list(range(11)))), subsets([1, 2, 3])[-3:])
print("change:", change(100, [50, 20, 10, 5, 2]))

grid = [[("#" if (r * 7 + c * 3) % 11 == 0 else ".") for c in range(30)] for r in range(20)]
print("lakes:", sorted((size for r in range(20) for c in range(30) if (size := flood_fill(grid, r, c))), reverse=True))
try:
    endless(0)
except RecursionError as error:
    print("RecursionError:", error)
