"""How often each word occurs in a text: string splitting and a dictionary. The program writes its own text."""

import sys

SYLLABLES = ["ka", "lo", "mi", "ra", "te", "su", "no", "vel", "dar", "quin"]


def make_words(count, seed=12345):
    """Random-looking words, the short ones common and the long ones rare."""
    state = seed
    words = []
    for _ in range(count):
        word = ""
        while True:
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            word += SYLLABLES[(state >> 16) % len(SYLLABLES)]
            if (state >> 8) % 3 == 0 or len(word) > 9:
                break
        words.append(word)
    return words


def make_text(words):
    """The words in lines, with capitals and full stops as a text has them."""
    lines = []
    for start in range(0, len(words), 9):
        line = words[start : start + 9]
        line[0] = line[0].capitalize()
        lines.append(" ".join(line) + ("." if start % 2 else ","))
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(".,").lower()
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


def main(size=2_000):
    words = make_words(size)
    counts = count_words(make_text(words))
    assert sum(counts.values()) == size
    assert set(counts) == set(words)
    ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for word, count in ranking[:5]:
        assert count == words.count(word)
        print(f"{word:10}{count:8}")
    print(f"{len(counts)} different words among {size}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
