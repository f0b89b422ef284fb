"""Natives on text in hot loops: the types of what they are given change, they raise, they are given objects of Python's."""


class Name(str):
    def __format__(self, spec):
        return f"<{str(self)}|{spec}>"

    def lower(self):
        return "lower of " + str(self)

    def __add__(self, other):
        return Name(str(self) + "+" + str(other))


class Word:
    calls = 0

    def __init__(self, text):
        self.text = text

    def __str__(self):
        Word.calls += 1
        return self.text

    def __repr__(self):
        Word.calls += 1
        return f"Word({self.text})"


def methods(lines, rounds):
    seen = []
    for i in range(rounds):
        line = lines[i % len(lines)]
        key, sep, value = line.partition("=")
        fields = line.split(" ")
        seen.append((key.lower(), sep, value.removesuffix("ms").upper(), len(fields), line.find("o"), "=" in line))
        seen.append(line.replace("o", "0", i % 3) + line[i % 4 : -1] + "-".join(fields) + line.strip("w "))
    return seen


def formatted(values, rounds):
    text = ""
    for i in range(rounds):
        value = values[i % len(values)]
        text += f"{value}:{i} {value!s}/{value!r:>6}" + str(value) + "," * (i % 2)
    return text


def converted(texts, rounds):
    total = 0
    for i in range(rounds):
        try:
            total += int(texts[i % len(texts)])
        except ValueError as error:
            total -= len(str(error))
        except TypeError as error:
            total -= 2 * len(str(error))
    return total


def searched(texts, rounds):
    found = []
    for i in range(rounds):
        try:
            found.append(texts[i % len(texts)].index("b"))
        except (ValueError, AttributeError) as error:
            found.append(type(error).__name__)
    return found


def containers(rounds):
    out = []
    for i in range(rounds):
        record = {"number": i, "text": str(i), **{"more": i % 7}}
        low, *rest = [*record, *(i, "x")]
        both = {n: n * i for n in range(3)}
        kinds = {n % 2 for n in rest if isinstance(n, int)}
        a, b, c = (i, low, len(rest))
        d, e = [a, c]
        out.append((record["text"], low, rest[-1], both[2], sorted(kinds), b, d + e, len(record), len(both), len(kinds)))
    return out


def given(values, rounds):
    kinds = []
    for i in range(rounds):
        value = values[i % len(values)]
        kinds.append((isinstance(value, str), isinstance(value, (int, float)), isinstance(value, Word), min(i, 7), max(3, i)))
    return kinds


lines = ["key=42ms and more", "no separator here", "took=7ms", "", "wörld=ünïcode", "日本=語 x"]
for few in (1, 2, len(lines)):
    result = methods(lines[:few], 300)
    print(len(result), result[0], result[1], result[-2], result[-1], sum(len(str(one)) for one in result))
print(methods([Name("A=B c"), "A=B c"], 200)[-4:])

for values in ([7], ["seven"], [7, "seven", None, 2.5, True], [Name("n"), "n"], [2**70, -1, -(2**31)], [Word("w")], [1e300, "\u00e9", "\U0001f600"]):
    text = formatted(values, 200)
    print(len(text), hash(text) == hash(formatted(values, 200)), text[:60], text[-60:])
print(Word.calls)

print(converted(["12", "-7"], 300))
print(converted(["12", "x1", None, " 33 ", "1_000", "9" * 30, b"5", 3.9, True], 300))
print(searched(["abc", "b"], 200)[-3:], searched(["abc", "xyz", 5, Name("xb")], 200)[-5:])
result = containers(300)
print(result[0], result[-1], sum(len(str(one)) for one in result))
result = given(["a", 1, 2.5, None, Name("x"), Word("y"), True], 300)
print(result[-7:])
print(len(given(["a"], 200)), given([Word("q")], 200)[-1], Word.calls)


class Keyed(str):
    compared = 0

    def __hash__(self):
        return str.__hash__(self)

    def __eq__(self, other):
        Keyed.compared += 1
        return str.__eq__(self, other)


def merged(rounds):
    total = 0
    for i in range(rounds):
        extra = {Keyed("a"): i} if i > 150 else {"a": i}
        whole = {"a": 1, "b": 2, **extra}
        total += whole["a"] + len(whole)
    return total


print(merged(300), Keyed.compared > 0)


def grown(rounds):
    lengths = []
    for i in range(rounds):
        word = "x" * (i % 5)
        row = [word]
        row.extend((i, word)) if i % 2 else row.insert(0, i)
        row.reverse()
        row.pop()
        lengths.append(len(row) + len(word) + len(range(i)) + len((1, 2)) + len({1: 2}) + len({i, word}))
    return sum(lengths)


print(grown(300))
