"""Fibonacci numbers by naive recursion: nothing but calls, comparisons and small additions."""

import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def fib_by_addition(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def main(n=16):
    result = fib(n)
    assert result == fib_by_addition(n), result
    print(f"fib({n}) = {result}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 16)
