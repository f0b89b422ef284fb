"""Puzzles solved by trying arrangements: SEND + MORE = MONEY, seating at a table, words from letters."""


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        rest = items[:i] + items[i + 1 :]
        for tail in permutations(rest):
            yield [items[i]] + tail


def next_permutation(items):
    """Changes the list to the next arrangement in order; says whether there is one."""
    i = len(items) - 2
    while i >= 0 and items[i] >= items[i + 1]:
        i -= 1
    if i < 0:
        return False
    j = len(items) - 1
    while items[j] <= items[i]:
        j -= 1
    items[i], items[j] = items[j], items[i]
    items[i + 1 :] = reversed(items[i + 1 :])
    return True


def number(word, digits):
    value = 0
    for letter in word:
        value = value * 10 + digits[letter]
    return value


def solve_sum(words, total):
    """Assigns digits to letters one by one, from the last column to the first."""
    letters = []
    for column in range(1, len(total) + 1):
        for word in [*words, total]:
            if column <= len(word) and word[-column] not in letters:
                letters.append(word[-column])
    leading = {word[0] for word in [*words, total]}
    digits = {}
    used = [False] * 10
    tried = 0

    def columns_fit():
        carry = 0
        for column in range(1, len(total) + 1):
            needed = [word[-column] for word in words if column <= len(word)] + [total[-column]]
            if not all(letter in digits for letter in needed):
                return True
            carry += sum(digits[letter] for letter in needed[:-1])
            if carry % 10 != digits[needed[-1]]:
                return False
            carry //= 10
        return carry == 0

    def assign(at):
        nonlocal tried
        if at == len(letters):
            return True
        letter = letters[at]
        for digit in range(10):
            if used[digit] or (digit == 0 and letter in leading):
                continue
            tried += 1
            digits[letter] = digit
            used[digit] = True
            if columns_fit() and assign(at + 1):
                return True
            used[digit] = False
            del digits[letter]
        return False

    found = assign(0)
    return digits if found else None, tried


arrangements = list(permutations(list("abcd")))
print(len(arrangements), "".join(arrangements[0]), "".join(arrangements[-1]))

# Seven people around a table; who may not sit side by side?
feuds = {("Ann", "Bob"), ("Cid", "Dot"), ("Eve", "Fay"), ("Ann", "Gus"), ("Bob", "Fay")}
feuds |= {(b, a) for a, b in feuds}
people = ["Ann", "Bob", "Cid", "Dot", "Eve", "Fay", "Gus"]
count = 0
first = None
for seating in permutations(people[1:]):
    table = [people[0], *seating]
    if all((table[i - 1], table[i]) not in feuds for i in range(len(table))):
        count += 1
        first = first or table
print(count, "seatings, for example", " ".join(first))

for words, total in ((["SEND", "MORE"], "MONEY"), (["TO", "GO"], "OUT"), (["AB", "BA"], "CCC")):
    digits, tried = solve_sum(words, total)
    if digits is None:
        print(" + ".join(words), "=", total, "has no solution;", tried, "tried")
    else:
        print(" + ".join(str(number(w, digits)) for w in words), "=", number(total, digits), ";", tried, "tried")

digits = [1, 2, 3, 4, 5, 6, 7]
steps = 1
while next_permutation(digits):
    steps += 1
print(steps, digits)
