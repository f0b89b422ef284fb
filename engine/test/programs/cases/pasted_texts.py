# Text games: string methods, re, collections, random with a seed, difflib, unicodedata-free.
import difflib
import random
import re
import string
from collections import Counter, defaultdict

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the season of light, it was the season of darkness."""

words = re.findall(r"[a-z']+", TEXT.lower())
print(Counter(words).most_common(5), len(set(words)))
follows = defaultdict(list)
for first, second in zip(words, words[1:]):
    follows[first].append(second)
random.seed(42)
word, made = "it", ["it"]
for _ in range(15):
    word = random.choice(follows[word])
    made.append(word)
print(" ".join(made))


def caesar(text, shift):
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(lower + upper, lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift]))


secret = caesar("Attack at Dawn!", 3)
print(secret, caesar(secret, 23), secret.swapcase(), secret.casefold())


def vigenere(text, key, sign=1):
    out, i = [], 0
    for ch in text:
        if ch.isalpha():
            base = ord("A") if ch.isupper() else ord("a")
            out.append(chr((ord(ch) - base + sign * (ord(key[i % len(key)].lower()) - 97)) % 26 + base))
            i += 1
        else:
            out.append(ch)
    return "".join(out)


print(vigenere("Hello, World", "Lemon"), vigenere(vigenere("Hello, World", "Lemon"), "Lemon", -1))
MORSE = dict(zip(string.ascii_uppercase, ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
code = " / ".join(" ".join(MORSE[c] for c in w) for w in "SOS NOW".split())
back = {v: k for k, v in MORSE.items()}
print(code, " ".join("".join(back[c] for c in w.split()) for w in code.split(" / ")))


def rle(text):
    return re.sub(r"(.)\1*", lambda m: f"{len(m[0])}{m[1]}", text)


print(rle("aaabccdddd"), re.sub(r"(\d+)(.)", lambda m: m[2] * int(m[1]), rle("aaabccdddd")))
print(sorted(w for w in "level noon python radar kayak".split() if w == w[::-1]), "".join(sorted("listen")) == "".join(sorted("silent")))
old, new = "one\ntwo\nthree\nfour\n".splitlines(True), "one\n2\nthree\nfive\nfour\n".splitlines(True)
print("".join(difflib.unified_diff(old, new, "old.txt", "new.txt")))
print("".join(difflib.ndiff(old, new)))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 3),
      difflib.SequenceMatcher(None, "qabxcd", "abycdf").get_opcodes())
NUMERALS = list(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()))


def roman(n):
    out = ""
    for value, letters in NUMERALS:
        count, n = divmod(n, value)
        out += letters * count
    return out


print([roman(n) for n in (4, 9, 14, 1994, 2024, 3999)])
print("{:*^20}|{:<8}|{:>8}|{:08.3f}|{:+d}|{:x}|{:#b}|{:,}|{:%}".format("mid", "l", "r", 3.14159, 5, 255, 5, 1234567, 0.5))
print("a,b,,c".split(","), "a b  c".split(), "x=1=2".partition("="), "path/to/f".rpartition("/"), "tEST".capitalize(), "they're".title(), "ab\tc".expandtabs(4),
      "abc".center(9, "-"), "42".zfill(5), "-42".zfill(5), "xxabcxx".strip("x"), "a\nb\r\nc".splitlines(), "abcabc".replace("b", "X", 1), "prefix-x".removeprefix("prefix-"))
random.seed("text")
print(random.randint(1, 100), random.random(), random.sample(range(50), 5), random.shuffle(words), words[:4], random.choices("abc", weights=[5, 1, 1], k=8),
      round(random.gauss(0, 1), 6), random.uniform(1, 2), random.randrange(0, 100, 7), random.getrandbits(40), random.betavariate(1, 2), random.triangular(0, 1, 0.5))
random.seed(7)
deck = [f"{rank}{suit}" for suit in "SHDC" for rank in "A23456789TJQK"]
random.shuffle(deck)
print([deck[i::4][:5] for i in range(4)])
