from collections import Counter

# Conway's game of life on an endless board: only the living cells are kept, in a set.

GLIDER = """
.#.
..#
###
"""

ACORN = """
.#.....
...#...
##..###
"""


def read(picture, at=(0, 0)):
    return {
        (at[0] + x, at[1] + y)
        for y, line in enumerate(picture.strip().splitlines())
        for x, char in enumerate(line)
        if char == "#"
    }


def neighbours(cell):
    x, y = cell
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            if dx or dy:
                yield x + dx, y + dy


def step(alive):
    counts = Counter(n for cell in alive for n in neighbours(cell))
    return {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in alive)}


def draw(alive):
    xs = [x for x, _ in alive]
    ys = [y for _, y in alive]
    for y in range(min(ys), max(ys) + 1):
        print("".join("#" if (x, y) in alive else "." for x in range(min(xs), max(xs) + 1)))


cells = read(GLIDER)
for generation in range(4):
    cells = step(cells)
print("a glider, four generations later:")
draw(cells)
print("moved by one:", cells == {(x + 1, y + 1) for x, y in read(GLIDER)})

cells = read(ACORN)
sizes = []
for generation in range(110):
    sizes.append(len(cells))
    cells = step(cells)
print("acorn:", sizes[::10])
print("after 110 generations:", len(cells), "alive, most ever", max(sizes))
draw(cells)
