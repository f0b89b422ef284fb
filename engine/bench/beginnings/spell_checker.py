"""Suggests corrections: the edit distance to every word of a small dictionary."""

WORDS = """
ability able about above accept according account across action activity actually address
administration admit adult affect after again against agency agent agreement ahead allow almost alone
along already although always American among amount analysis animal another answer anyone anything appear
apply approach area argue around arrive article artist assume attack attention author authority available
avoid away baby back bank base beat beautiful because become before begin behavior behind believe benefit
best better between beyond billion black blood blue board body book born both break bring brother budget
build building business call camera campaign cancer candidate capital card care career carry case catch
cause cell center central century certain certainly chair challenge chance change character charge check
""".split()


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = 0 if x == y else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


def suggestions(word, limit=3):
    scored = []
    for known in WORDS:
        if abs(len(known) - len(word)) > 2:
            continue
        scored.append((distance(word, known), known))
    scored.sort()
    return [known for score, known in scored[:limit] if score <= 3]


def edits(word):
    """Everything that is one edit away."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    deletes = [left + right[1:] for left, right in splits if right]
    swaps = [left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1]
    replaces = [left + c + right[1:] for left, right in splits if right for c in letters]
    inserts = [left + c + right for left, right in splits for c in letters]
    return set(deletes + swaps + replaces + inserts)


print(distance("kitten", "sitting"), distance("", "abc"), distance("flaw", "lawn"), distance("same", "same"))
for typo in ["abuot", "beatiful", "candidat", "cerainly", "agrement", "xylophone"]:
    print(f"{typo:12} -> {', '.join(suggestions(typo)) or 'no idea'}")

known = set(WORDS)
for typo in ["bodi", "acount", "chnage"]:
    near = edits(typo)
    print(f"{typo}: {len(near)} edits, known: {sorted(near & known)}")

closest = min(
    ((a, b) for i, a in enumerate(WORDS[:40]) for b in WORDS[:i] if a[0] == b[0]),
    key=lambda pair: (distance(*pair), pair),
)
print("most alike:", closest)
