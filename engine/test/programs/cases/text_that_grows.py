# A text put together by `+` shares its memory with those it grew from: none may see what the others became.


def grown(piece, times, start=""):
    text = start
    for _ in range(times):
        text += piece
    return text


# Two that go on from the same text, and the one that both come from.
base = grown("ab", 400)
left = base + "L"
right = base + "R"
left += "left"
right += "right"
print(len(base), base[-4:], len(left), left[-8:], len(right), right[-8:])
print(base + "L" == left[:801], left == base + "Lleft", left == right, base < left < right)

# All that it has been, kept.
history = []
text = "x" * 600
for i in range(300):
    history.append(text)
    text += str(i % 10)
    if i % 3 == 0:
        text = text + history[i // 2][:5] + "."
print([len(h) for h in history[::50]], len(text), text[-12:])
print(all(text.startswith(h) for h in history), all(a < b for a, b in zip(history, history[1:])))
print(len({h: i for i, h in enumerate(history)}), history[7] in set(history), hash(history[9]) == hash(history[9] + ""))

# What is done with a text that grew.
letters = grown("hello, wörld. ", 90)
print(letters.count("wör"), letters.find("d. h"), letters.rfind("hello"), letters.index("ö", 500), "z" in letters)
print(letters[600:614], letters[-1], letters[::-97], letters[700], letters.upper()[-14:], letters.title()[:14])
print(len(letters.split()), letters.encode()[-9:], letters.encode("latin-1")[-9:], letters.replace("wörld", "W")[-12:])
print(sum(1 for c in letters if c == "ö"), [c for c in letters[:3]], list(zip(letters, letters[1:]))[-1])
print(len(letters * 3), (letters * 2)[-7:], len(", ".join([letters, "-", letters])), len(letters.join("abc")), f"{letters}|"[-4:])
print(letters.strip() == letters[:-1], letters.endswith("d. "), letters.startswith("wör", 7), letters.partition("ö")[0])
digits = grown("12", 300)
print(int(digits) % 1000007, len(repr(digits)), digits.isdigit(), digits.translate({49: "one"})[-8:], ord(digits[599]))

# Widths: a wider piece makes another text, a narrower one is widened.
wide = grown("ж", 600)
for piece in ("a", "é", "ж", "😀", "b", "ж", "é"):
    wide += piece
print(len(wide), wide[-8:], ascii(wide[-5:]), wide.encode()[-6:], wide[:602].isascii(), (digits + "é").isascii(), digits.isascii())
narrow = grown("n", 700)
both = narrow + "é"
print(narrow.isascii(), both.isascii(), both[-2:], (narrow + "ж")[-2:], len(narrow + "😀" + "n"), narrow + "" is not None)


# Of other classes, and by other ways of writing it.
class Text(str):
    pass


t = Text(digits)
t.mark = "kept"
u = t + "3"
u += "4"
print(type(t).__name__, t.mark, type(u).__name__, u[-4:], t == digits, Text(u)[-2:], str(Text(u)) == u)


class Writer:
    def __init__(self):
        self.out = ""
        self.parts = {"a": "", "b": ""}

    def write(self, text):
        self.out += text
        self.parts["a" if len(text) % 2 else "b"] += text


w = Writer()
for i in range(900):
    w.write(str(i))
print(len(w.out), w.out[-6:], len(w.parts["a"]), len(w.parts["b"]), w.parts["b"][-4:])

total = ""
for i in range(2000):
    total = total + chr(97 + i % 26)
    if len(total) > 1500:
        total = total[-700:]
print(len(total), total[:3], total[-3:], total + total == total * 2)

doubled = "ab" * 300
for _ in range(6):
    doubled += doubled
print(len(doubled), doubled[::9999], doubled.count("ba"))
