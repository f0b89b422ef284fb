def caesar(text, shift):
    out = []
    for c in text:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            c = chr((ord(c) - base + shift) % 26 + base)
        out.append(c)
    return "".join(out)


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def roman(n):
    result = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value:
            result += letters
            n -= value
    return result


def tokens(text):
    i = 0
    while i < len(text):
        if text[i].isspace():
            i += 1
        elif text[i].isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            yield int(text[start:i])
        else:
            yield text[i]
            i += 1


def evaluate(text):
    stack = list(tokens(text))[::-1]

    def factor():
        t = stack.pop()
        if t == "(":
            v = expression()
            stack.pop()
            return v
        return -factor() if t == "-" else t

    def term():
        v = factor()
        while stack and stack[-1] in ("*", "/"):
            v = v * factor() if stack.pop() == "*" else v // factor()
        return v

    def expression():
        v = term()
        while stack and stack[-1] in ("+", "-"):
            v = v + term() if stack.pop() == "+" else v - term()
        return v

    return expression()


print(caesar("Hello, World!", 3), caesar(caesar("Round Trip", 7), -7))
print(levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("same", "same"))
print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2026)])
print(list(tokens("12+(3*45)")), evaluate("2 + 3 * (4 - 1) - -5 / 2"))
print(all(w == w[::-1] for w in ("level", "noon")), sorted("anagram") == sorted("nagaram"), " ".join(w.capitalize() for w in "make title case".split()))
print("".join(f"{b:08b}" for b in b"Hi"), "".join(chr(int(x, 2)) for x in ("01001000", "01101001")), bytes("é", "utf8").hex())
