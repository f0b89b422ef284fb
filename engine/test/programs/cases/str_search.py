"""Searching in str and bytes, beside a search that looks at every place: short and long needles, every width, worst cases."""

import random

random.seed(5)


def find(s, t, start, end):
    for i in range(start, end - len(t) + 1):
        if s[i : i + len(t)] == t:
            return i
    return -1


def rfind(s, t, start, end):
    for i in range(end - len(t), start - 1, -1):
        if s[i : i + len(t)] == t:
            return i
    return -1


def count(s, t):
    found = 0
    i = find(s, t, 0, len(s))
    while i >= 0:
        found += 1
        i = find(s, t, i + len(t), len(s))
    return found


total = 0
for turn in range(80):
    letters = random.choice(["ab", "abc", "aé", "a中b", "a\U0001f600", "abcdefgh"])
    n = random.choice([0, 1, 5, 50, 300, 900])
    s = "".join(random.choice(letters) for _ in range(n))
    if random.random() < 0.3:
        s = "a" * n
    m = random.choice([1, 1, 2, 3, 7, 12, 40])
    if random.random() < 0.5 and len(s) > m:
        k = random.randrange(len(s) - m)
        t = s[k : k + m]
    else:
        t = "".join(random.choice(letters) for _ in range(m))
    if random.random() < 0.2:
        t = "a" * m + "b"
    start = random.randrange(0, len(s) + 1)
    end = random.randrange(0, len(s) + 1)
    assert s.find(t, start, end) == find(s, t, start, end), (s, t, start, end)
    assert s.rfind(t, start, end) == rfind(s, t, start, end), (s, t, start, end)
    assert (t in s) == (find(s, t, 0, len(s)) >= 0)
    found = count(s, t)
    total += found
    assert s.count(t) == found
    assert s.replace(t, "xyz").count("xyz") == found
    assert s.replace(t[0], "q") == "".join("q" if c == t[0] else c for c in s)
    assert s.replace(t[0], "中") == "".join("中" if c == t[0] else c for c in s)
    encoded, needle = s.encode(), t.encode()
    assert encoded.decode() == s
    assert encoded.find(needle) == find(encoded, needle, 0, len(encoded))
    assert encoded.rfind(needle) == rfind(encoded, needle, 0, len(encoded))
    assert encoded.split(needle) == [part.encode() for part in s.split(t)]
    assert encoded.replace(needle, b"xyz") == s.replace(t, "xyz").encode()
    step = random.choice([-3, -2, -1, 2, 3, 5])
    assert s[::step] == "".join(list(s)[::step]) == "".join(s[i] for i in range(len(s))[::step])
    assert hash(s[::step]) == hash("".join(list(s)[::step]))
print(total)

# Quadratic where each place is compared anew.
print(("a" * 20_000 + "b") in "a" * 60_000, ("a" * 60_000).rfind("b" + "a" * 20_000))
print((b"a" * 20_000 + b"b") in b"a" * 60_000, (b"a" * 60_000).rfind(b"b" + b"a" * 20_000))
print(("中" * 9_000 + "b") in "中" * 30_000, ("ab" * 30_000).count("ab" * 1_000))
