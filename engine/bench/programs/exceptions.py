"""Exceptions as part of the ordinary course: raised near and far, caught by class, `else`, `finally` and `with`."""

import sys


class Refused(Exception):
    pass


class TooLarge(Refused):
    def __init__(self, value, limit):
        super().__init__(value, limit)
        self.excess = value - limit


class Guarded:
    """Counts how its blocks ended, and swallows one kind of exception."""

    def __init__(self):
        self.entered = 0
        self.swallowed = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, error, traceback):
        if kind is not None and issubclass(kind, KeyError):
            self.swallowed += 1
            return True
        return False


def check(value):
    if value % 7 == 0:
        raise Refused(value)
    if value > 900:
        raise TooLarge(value, 900)
    return value


def dig(depth, value):
    """Raises from far below."""
    if depth == 0:
        return check(value)
    return dig(depth - 1, value)


def to_int(text):
    try:
        return int(text)
    except ValueError:
        return None


def first_missing(table):
    key = 0
    try:
        while True:
            table[key]
            key += 1
    except KeyError as error:
        return error.args[0]


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


def main(turns=400):
    accepted = refused = excess = cleaned = 0
    guarded = Guarded()
    table = {key: key * key for key in range(25)}
    numbers = total = 0
    for turn in range(turns):
        value = turn * 31 % 1000
        try:
            accepted += dig(turn % 5, value)
        except TooLarge as error:
            excess += error.excess
        except Refused as error:
            refused += error.args[0]
        else:
            total += 1
        finally:
            cleaned += 1
        with guarded:
            total += table[value % 40]
        if to_int(f"{value}" if turn % 3 else f"{value}x") is not None:
            numbers += 1
        total += sum(Countdown(turn % 8))
        if turn % 16 == 0:
            total += first_missing(table)

    values = [turn * 31 % 1000 for turn in range(turns)]
    assert accepted == sum(v for v in values if v % 7 and v <= 900)
    assert refused == sum(v for v in values if v % 7 == 0)
    assert excess == sum(v - 900 for v in values if v > 900 and v % 7)
    assert cleaned == guarded.entered == turns
    assert guarded.swallowed == sum(v % 40 >= 25 for v in values)
    assert numbers == turns - (turns + 2) // 3
    print(f"accepted {accepted}, refused {refused}, excess {excess}, swallowed {guarded.swallowed}, total {total}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
