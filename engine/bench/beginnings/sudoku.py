"""Solves sudokus: candidates by row, column and box, always filling the cell with the fewest."""

PUZZLES = {
    "gentle": """
        .8..3....
        .3.6....7
        2.64.....
        ......1..
        .61...7.8
        .9..63..5
        .183.....
        6..5.4...
        .7...9.2.
    """,
    "sparse": """
        ...2.1.48
        ..5...6.9
        ......52.
        ....7....
        ..21.37..
        86.......
        ........7
        .4..8..6.
        .7.6..15.
    """,
}


def parse(text):
    return [[0 if c == "." else int(c) for c in line.strip()] for line in text.strip().splitlines()]


def candidates(grid, row, column):
    used = set(grid[row])
    used.update(grid[r][column] for r in range(9))
    top, left = row // 3 * 3, column // 3 * 3
    for r in range(top, top + 3):
        used.update(grid[r][left : left + 3])
    return [digit for digit in range(1, 10) if digit not in used]


def solve(grid, counter):
    counter[0] += 1
    best = None
    for row in range(9):
        for column in range(9):
            if grid[row][column] == 0:
                options = candidates(grid, row, column)
                if not options:
                    return False
                if best is None or len(options) < len(best[2]):
                    best = (row, column, options)
    if best is None:
        return True
    row, column, options = best
    for digit in options:
        grid[row][column] = digit
        if solve(grid, counter):
            return True
    grid[row][column] = 0
    return False


def is_solved(grid):
    everything = set(range(1, 10))
    rows = all(set(row) == everything for row in grid)
    columns = all(set(column) == everything for column in zip(*grid))
    boxes = all(
        {grid[r + i][c + j] for i in range(3) for j in range(3)} == everything
        for r in (0, 3, 6)
        for c in (0, 3, 6)
    )
    return rows and columns and boxes


def show(grid):
    for r, row in enumerate(grid):
        if r in (3, 6):
            print("------+-------+------")
        print(" | ".join(" ".join(map(str, row[c : c + 3])) for c in (0, 3, 6)))


for name, text in PUZZLES.items():
    grid = parse(text)
    given = sum(1 for row in grid for digit in row if digit)
    counter = [0]
    found = solve(grid, counter)
    print(f"{name}: {given} given, {'solved' if found else 'impossible'} in {counter[0]} steps")
    assert is_solved(grid)
    show(grid)
