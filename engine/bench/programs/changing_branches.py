"""Branches that change their mind: loops whose conditions, types and lengths are other ones every few thousand turns."""

import sys


class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    def reading(self):
        return self.degrees


class Fahrenheit:
    def __init__(self, degrees):
        self.scale = 9
        self.degrees = degrees

    def reading(self):
        return (self.degrees - 32) * 5 // self.scale


def mode_at(turn):
    """Which of eight ways a turn goes: for long the same, then by turns, then at random."""
    phase = turn >> 11 & 3
    if phase == 0:
        return turn >> 13 & 7
    if phase == 1:
        return turn & 1
    if phase == 2:
        return turn * 7 % 13 & 7
    return (turn * 1103515245 + 12345 >> 16) & 7


def run(turns):
    counts = [0] * 8
    total = 0
    number = 1
    sensor = Celsius(20)
    for turn in range(turns):
        mode = mode_at(turn)
        counts[mode] += 1
        if mode == 0:
            total += turn & 15
        elif mode == 1:
            total -= turn & 7
        elif mode == 2:
            number = int(number) * 3 % 1_000_003
            total += number & 1
        elif mode == 3:
            for bit in range(turn & 3):
                total += bit
        elif mode == 4:
            sensor = Fahrenheit(68) if turn & 64 else Celsius(19)
        elif mode == 5:
            total += sensor.reading()
        elif mode == 6:
            number = float(number) if isinstance(number, int) else int(number)
        else:
            total = total % 100_003
    return counts, total, int(number)


def drift(turns):
    """A search whose direction and step depend on where it is."""
    low, high = 0, 1 << 20
    target = 777
    steps = 0
    for turn in range(turns):
        middle = (low + high) // 2
        steps += 1
        if middle == target or low >= high:
            low, high = 0, 1 << 20
            target = (target * 48271 + turn) % (1 << 20)
        elif middle < target:
            low = middle + 1
        else:
            high = middle
    return steps, target


def main(turns=10_000):
    counts, total, number = run(turns)
    assert sum(counts) == turns
    check = [0] * 8
    for turn in range(turns):
        check[mode_at(turn)] += 1
    assert counts == check
    steps, target = drift(turns)
    assert steps == turns
    print(f"{counts}, total {total}, number {number}, target {target}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
