"""Takeuchi's function in McCarthy's form: calls whose three arguments are calls themselves."""

import sys


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def main(repeats=1):
    total = 0
    for _ in range(repeats):
        total += tak(18, 12, 6)
    assert total == 7 * repeats, total
    print(f"tak(18, 12, 6) = 7, {repeats} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
