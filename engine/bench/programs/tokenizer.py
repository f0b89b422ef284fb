"""A program text cut into tokens, character by character, and its blocks checked: strings, sets and small tuples."""

import sys

KEYWORDS = {"let", "if", "else", "while", "return", "function"}
PAIRS = {"(": ")", "{": "}", "[": "]"}

TEMPLATE = """
function area_%d(width, height) { // of a rectangle
    let total = width * height + %d;
    if (total >= 1000) { return "large \\"area\\""; } else { total = total - 0.5e1; }
    while (total != 0 && width <= %d) { total = total / 2 [0]; }
    return total; /* comment
    over lines */
}
"""


class TokenError(Exception):
    pass


def tokenize(text):
    """Yields (kind, text, line)."""
    at = 0
    line = 1
    end = len(text)
    while at < end:
        char = text[at]
        start = at
        if char == "\n":
            line += 1
            at += 1
        elif char in " \t":
            at += 1
        elif char.isalpha() or char == "_":
            while at < end and (text[at].isalnum() or text[at] == "_"):
                at += 1
            word = text[start:at]
            yield ("keyword" if word in KEYWORDS else "name", word, line)
        elif char.isdigit():
            while at < end and (text[at].isdigit() or text[at] in ".e"):
                at += 1
            yield ("number", text[start:at], line)
        elif char == '"':
            at += 1
            while text[at] != '"':
                at += 2 if text[at] == "\\" else 1
            at += 1
            yield ("string", text[start:at], line)
        elif char == "/" and text[at : at + 2] == "//":
            at = text.index("\n", at)
        elif char == "/" and text[at : at + 2] == "/*":
            at = text.index("*/", at) + 2
            line += text.count("\n", start, at)
        elif text[at : at + 2] in ("<=", ">=", "==", "!=", "&&", "||"):
            at += 2
            yield ("operator", text[start:at], line)
        elif char in "+-*/=<>!(){}[],;.":
            at += 1
            yield ("operator", char, line)
        else:
            raise TokenError(f"unexpected {char!r} in line {line}")


def check_pairs(tokens):
    expected = []
    deepest = 0
    for kind, text, line in tokens:
        if kind != "operator":
            continue
        if text in PAIRS:
            expected.append(PAIRS[text])
            deepest = max(deepest, len(expected))
        elif text in ")}]" and (not expected or expected.pop() != text):
            raise TokenError(f"unexpected {text!r} in line {line}")
    if expected:
        raise TokenError(f"missing {expected[-1]!r}")
    return deepest


def main(functions=20):
    source = "".join(TEMPLATE % (i, i * 3, i % 7) for i in range(functions))
    counts = {}
    length = 0
    last = 0
    tokens = list(tokenize(source))
    for kind, text, line in tokens:
        counts[kind] = counts.get(kind, 0) + 1
        length += len(text)
        assert line >= last
        last = line
    assert counts["keyword"] == 7 * functions and counts["string"] == functions, counts
    assert check_pairs(tokens) == 3
    try:
        list(tokenize(source + "let # = 1"))
    except TokenError as error:
        print(error)
    print(f"{len(tokens)} tokens of {length} characters in {last} lines:", ", ".join(f"{counts[kind]} {kind}s" for kind in sorted(counts)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
