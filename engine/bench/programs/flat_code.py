"""Huge flat code: a function of six hundred statements and no loop, written by the program itself, and called in one."""

import sys

STATEMENTS = 600


def write_function():
    """Statements that read what earlier ones wrote; returns the text and, as a check, the same as data."""
    state = 9
    lines = ["def flat(a, b, c, d):"]
    steps = []
    for i in range(STATEMENTS):
        state = state * 16807 % 2147483647
        target = "abcd"[state % 4]
        left = "abcd"[state // 4 % 4]
        right = "abcd"[state // 16 % 4]
        constant = state // 64 % 1000
        kind = state // 65536 % 4
        if kind == 0:
            lines.append(f"    {target} = ({left} + {right} * {constant}) & 0xFFFFF")
        elif kind == 1:
            lines.append(f"    {target} = {left} ^ {right} >> {constant % 9}")
        elif kind == 2:
            lines.append(f"    if {left} > {right}:")
            lines.append(f"        {target} = {left} - {right} + {constant}")
        else:
            lines.append(f"    {target} = {left} % {constant + 1} + {right}")
        steps.append((kind, target, left, right, constant))
    lines.append("    return a, b, c, d")
    return "\n".join(lines), steps


def interpret(steps, values):
    values = dict(zip("abcd", values))
    for kind, target, left, right, constant in steps:
        x, y = values[left], values[right]
        if kind == 0:
            values[target] = (x + y * constant) & 0xFFFFF
        elif kind == 1:
            values[target] = x ^ y >> constant % 9
        elif kind == 2:
            if x > y:
                values[target] = x - y + constant
        else:
            values[target] = x % (constant + 1) + y
    return tuple(values.values())


def main(turns=30):
    text, steps = write_function()
    names = {}
    exec(text, names)
    flat = names["flat"]
    values = (1, 20, 300, 4000)
    for turn in range(turns):
        result = flat(*values)
        if turn % 64 == 0:
            assert result == interpret(steps, values), turn
        a, b, c, d = result
        values = (a & 0xFFFFF, b & 0xFFFFF, c & 0xFFFFF, (d ^ turn) & 0xFFFFF)
    print(f"{STATEMENTS} statements, {turns} turns: {values}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
