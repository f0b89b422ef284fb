"""Conway's game of life on an endless board: a set of tuples, and a dict that counts neighbours."""

import sys

# Five cells that stay alive for 1103 generations.
R_PENTOMINO = [(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)]

KNOWN_POPULATIONS = {0: 5, 1: 6, 1103: 116, 1200: 116}


def step(alive):
    counts = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx, y + dy)
                    counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in alive}


def main(generations=40):
    alive = set(R_PENTOMINO)
    most = 0
    checksum = 0
    for _ in range(generations):
        alive = step(alive)
        most = max(most, len(alive))
        checksum = (checksum * 31 + len(alive)) % 1_000_000_007
    assert len(alive) == KNOWN_POPULATIONS.get(generations, len(alive)), len(alive)
    print(f"{len(alive)} cells after {generations} generations, {most} at most, checksum {checksum}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
