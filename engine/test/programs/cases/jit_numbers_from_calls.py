# Comparisons and lookups that give traces a number: what the result's place held before means nothing any more.
def search(text):
    for i in range(9):
        for j in range(9):
            for _ in (1, 2):
                if text == "a":
                    i = 1
    return i


def lookups(words, table, known):
    hits = 0
    for turn in range(30):
        for word in words:
            made = word + "!"
            if word in table:
                hits += 1
            if made in known:
                hits += 100
            if made < word:
                hits += 10000
            if word == "b":
                hits += table[word]
    return hits


print(search("z"))
print(lookups(["a", "b", "c"], {"a": 1, "b": 2}, {"c!", "d!"}))
