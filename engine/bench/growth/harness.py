"""
The stopwatch of the benchmark of growth. An operation is a generator: what comes before its first `yield` prepares, what comes after
is timed. Prints a line for each: its name, and for the sizes n, 4n and 16n the shortest time in milliseconds ("-" where the size
before took too long).
"""

from time import perf_counter

ROUNDS = 3
FACTORS = (1, 4, 16)
# A timing that took longer is not repeated, and no greater size is tried after one that took four times as long.
LONG = 0.5

_operations = []


def operation(n):
    """Adds an operation whose smallest size is n."""

    def add(function):
        _operations.append((function, n))
        return function

    return add


def _measure(function, size):
    best = None
    for _ in range(ROUNDS):
        run = function(size)
        next(run)
        start = perf_counter()
        next(run, None)
        seconds = perf_counter() - start
        best = seconds if best is None else min(best, seconds)
        if seconds > LONG:
            break
    return best


def _run(parts):
    for function, n in _operations:
        name = function.__name__
        if parts and not any(part in name for part in parts):
            continue
        times = []
        for factor in FACTORS:
            if times and (times[-1] is None or times[-1] > LONG * 4):
                times.append(None)
                continue
            try:
                times.append(_measure(function, n * factor))
            except Exception as error:
                print("!", name, n * factor, type(error).__name__, error)
                times.append(None)
        print(name, n, *("-" if t is None else f"{t * 1000:.4f}" for t in times), flush=True)
