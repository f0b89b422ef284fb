# Calls of traces that the kernel does, and now and then one that it leaves to the host: other keys, wide text, large ints, growing
# tables, errors.


class Key:
    """Equal to an int, with its hash."""

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Key) else other)


def count_keys(turns):
    table = {}
    for i in range(turns):
        key = i % 50
        if i % 97 == 0:
            key = Key(i % 50)
        elif i % 101 == 0:
            key = float(i % 50)
        elif i % 103 == 0:
            key = (i % 5, "pair")
        table[key] = i
        if i % 11 in table:
            table[i % 11] += 1
    return len(table), sum(table.values()), sorted(map(str, map(type, table)))[:3]


def collect(turns):
    seen = set()
    texts = set()
    for i in range(turns):
        seen.add(i * 7919 % 3001)
        if i % 50 == 0:
            seen.add(i / 2)
        texts.add("abcdefgh"[i % 8 : i % 8 + 2] + ("é" if i % 9 else "猫"))
    return len(seen), len(texts), 17 in seen, "ab猫" in texts


def extremes(turns):
    total = 0
    for i in range(turns):
        total += min(i, turns - i, 300) + max(i & 7, 3)
        if i % 100 == 99:
            total += int(min(i, 2.5, turns)) + max(i, 10**20, 5) % 1000
        total += max(float(i), 2.0, 7.5) > 8
    return total


def large(turns):
    state = 1
    total = 0
    for i in range(turns):
        state = state * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
        total ^= state >> 33
        total += state // (i + 1) % 1000
        if i % 200 == 0:
            total += (state << 40) % 977 - (-state) // 3 % 5
    return state, total


def text_of(turns):
    out = []
    for i, c in enumerate("abc déf 猫 xyz" * turns):
        if c == " ":
            out.append(str(i))
        elif c in "xyz":
            out.append(c + str(i % 7))
        else:
            out.append(chr(ord(c) + 1) if ord(c) < 1000 else c)
    joined = "".join(out)
    return len(joined), joined[:30], joined.count("z"), joined[5:-5:97]


def pairs(turns):
    total = 0
    numbers = list(range(20))
    for _ in range(turns):
        for i, (a, b) in enumerate(zip(numbers, numbers[3:])):
            total += i * a - b
        for a, b in zip(numbers, "abcé猫"):
            total += a + ord(b)
        for key, value in {1: 2, "a": 3, None: 4}.items():
            total += value if key else -value
    return total


def errors(turns):
    caught = []
    data = {i: i for i in range(10)}
    for i in range(turns):
        try:
            if i % 300 == 299:
                caught.append(data[i])
            if i % 170 == 169:
                caught.append((i + 2**40) // (i % 1))
            if i % 230 == 229:
                caught.append([1, 2, 3][i])
            data[i % 10] += data[(i + 1) % 10] & 15
        except (KeyError, ZeroDivisionError, IndexError) as error:
            caught.append(f"{type(error).__name__}: {error}")
    return caught[:4], len(caught), sum(data.values()) % 1009


def slices(turns):
    items = list(range(30))
    text = "the quick brown fox"
    total = 0
    for i in range(turns):
        total += len(items[i % 9 : -(i % 5) or None]) + len(text[i % 4 : 12]) + len(tuple(items)[2:4])
        if i % 150 == 0:
            total += len(items[i : 10**30]) + len(text[True:5])
        a, b, *_ = items[i % 3 : 6]
        first, second = (a, b) if i % 2 else [b, a]
        total += first - second
    return total


print(count_keys(2000))
print(collect(3000))
print(extremes(2000))
print(large(2000))
print(text_of(60))
print(pairs(120))
print(errors(1500))
print(slices(1500))
