"""Edit distances between the words of a list: characters compared, three numbers and their smallest."""

import sys

SYLLABLES = ["ba", "no", "ri", "tel", "mo", "sk", "ar", "lin", "e", "du"]


def distance(a, b):
    if len(a) < len(b):
        a, b = b, a
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            change = previous[j - 1] if x == y else previous[j - 1] + 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, change))
        previous = current
    return previous[-1]


def make_words(count):
    state = 3
    words = []
    for _ in range(count):
        word = ""
        state = state * 16807 % 2147483647
        for k in range(2 + state % 4):
            state = state * 16807 % 2147483647
            word += SYLLABLES[state % 10]
        words.append(word)
    return words


def main(count=24):
    assert distance("kitten", "sitting") == 3
    assert distance("", "abc") == distance("abc", "") == 3
    words = make_words(count)
    total = 0
    nearest = {}
    for i, a in enumerate(words):
        for b in words[:i]:
            d = distance(a, b)
            total += d
            if d < nearest.get(a, (99, ""))[0]:
                nearest[a] = (d, b)
    # The triangle's inequality, for a few.
    for a, b, c in zip(words, words[1:], words[2:]):
        assert distance(a, c) <= distance(a, b) + distance(b, c)
    closest = min((d, a, b) for a, (d, b) in nearest.items())
    print(f"{count} words, distances add up to {total}, closest are {closest[1]} and {closest[2]} with {closest[0]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 24)
