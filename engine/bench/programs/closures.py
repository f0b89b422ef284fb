"""Functions that make functions: counters, compositions, parser combinators; cells read and written."""

import sys


def counter():
    count = 0

    def increase(by):
        nonlocal count
        count += by
        return count

    return increase


def compose(f, g):
    return lambda x: f(g(x))


# Parsers: each takes a text and a position, and returns a value and the next position, or None.
def char(wanted):
    def parse(text, at):
        if at < len(text) and text[at] in wanted:
            return text[at], at + 1
        return None

    return parse


def many(parser, combine):
    def parse(text, at):
        values = []
        while (found := parser(text, at)) is not None:
            value, at = found
            values.append(value)
        return (combine(values), at) if values else None

    return parse


def sequence(*parsers):
    def parse(text, at):
        values = []
        for parser in parsers:
            found = parser(text, at)
            if found is None:
                return None
            value, at = found
            values.append(value)
        return values, at

    return parse


def either(*parsers):
    def parse(text, at):
        for parser in parsers:
            found = parser(text, at)
            if found is not None:
                return found
        return None

    return parse


def apply(function, parser):
    def parse(text, at):
        found = parser(text, at)
        return None if found is None else (function(found[0]), found[1])

    return parse


def chain_left(operand, operator):
    def parse(text, at):
        found = operand(text, at)
        if found is None:
            return None
        value, at = found
        while (step := operator(text, at)) is not None:
            function, after = step
            following = operand(text, after)
            if following is None:
                break
            right, at = following
            value = function(value, right)
        return value, at

    return parse


def make_calculator():
    number = many(char("0123456789"), lambda digits: int("".join(digits)))

    def factor(text, at):
        return alternatives(text, at)

    alternatives = either(number, apply(lambda parts: parts[1], sequence(char("("), lambda t, a: total(t, a), char(")"))))
    operations = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b % 10007}
    product = chain_left(factor, apply(operations.get, char("*")))
    total = chain_left(product, apply(operations.get, char("+-")))
    return lambda text: total(text, 0)[0]


def main(turns=60):
    calculate = make_calculator()
    assert calculate("2+3*(4-1)-5") == 6
    count = counter()
    step = compose(compose(lambda x: x + 1, lambda x: x * 3), lambda x: x % 1000)
    value = 1
    for turn in range(turns):
        text = f"({turn}+7)*{turn * 3 % 100}-(2*({turn}+1)+{turn % 13})"
        expected = (turn + 7) * (turn * 3 % 100) % 10007 - (2 * (turn + 1) % 10007 + turn % 13)
        result = calculate(text)
        assert result == expected, (text, result, expected)
        for _ in range(20):
            value = step(value)
            count(value & 3)
    print(f"{turns} expressions, the last is {result}; {count(0)} counted, {value} at last")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
