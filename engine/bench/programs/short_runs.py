"""Many different functions that are each run for a moment and never again: there is no time to learn from any."""

import sys

LOOPS = [
    """
def work_{n}(count):
    total = {n}
    for i in range(count):
        total = (total * 3 + i) % {m}
    return total
""",
    """
def work_{n}(count):
    text = ""
    for i in range(count):
        text += chr(97 + (i + {n}) % 26)
        if len(text) > {m} % 7 + 8:
            text = text[3:]
    return ord(text[-1])
""",
    """
def work_{n}(count):
    seen = {{}}
    x = {n}
    while len(seen) < count // 3:
        seen[x] = len(seen)
        x = (x * 5 + 1) % 65536
    return seen[x] if x in seen else sum(seen.values()) % {m}
""",
    """
class Point_{n}:
    def __init__(self, x):
        self.x = x
        self.y = {n}

    def moved(self, by):
        return Point_{n}(self.x + by)

def work_{n}(count):
    point = Point_{n}(0)
    for i in range(count):
        point = point.moved(i & 3)
    return point.x + point.y
""",
    """
def work_{n}(count):
    items = [i * {n} % {m} for i in range(count)]
    best = 0
    for a, b in zip(items, items[1:]):
        if a < b:
            best += b - a
    return best % {m}
""",
]


def expected_first(n, m, count):
    total = n
    for i in range(count):
        total = (total * 3 + i) % m
    return total


def main(functions=25):
    names = {}
    checksum = 0
    for n in range(functions):
        m = 1009 + 2 * n
        exec(LOOPS[n % len(LOOPS)].format(n=n, m=m), names)
        count = 20 + n * 13 % 60
        result = names[f"work_{n}"](count)
        if n % len(LOOPS) == 0:
            assert result == expected_first(n, m, count), n
        checksum = (checksum * 31 + result) % 1_000_000_007
    assert sum(name.startswith("work_") for name in names) == functions
    print(f"{functions} functions, checksum {checksum}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
