"""Takeuchi's function in McCarthy's form: calls whose three arguments are calls themselves."""

import sys


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def main(n=6):
    result = tak(3 * n, 2 * n, n)
    assert result == n + 1, result
    print(f"tak({3 * n}, {2 * n}, {n}) = {result}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
