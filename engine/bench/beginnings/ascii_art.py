# Pictures made of letters, and other strings built piece by piece.

HEIGHT = 12


def pyramid(height):
    text = ""
    for row in range(1, height + 1):
        text += " " * (height - row)
        text += "*" * (2 * row - 1)
        text += "\n"
    return text


def diamond(size):
    lines = []
    for row in list(range(1, size + 1)) + list(range(size - 1, 0, -1)):
        lines.append(" " * (size - row) + "/" * row + "\\" * row)
    return "\n".join(lines)


def box(text):
    lines = text.splitlines()
    width = max(len(line) for line in lines)
    result = "+" + "-" * (width + 2) + "+\n"
    for line in lines:
        result += "| " + line + " " * (width - len(line)) + " |\n"
    return result + "+" + "-" * (width + 2) + "+"


def sierpinski(order):
    rows = ["*"]
    for _ in range(order):
        pad = " " * len(rows)
        rows = [pad + row + pad for row in rows] + [row + " " * (len(rows) * 2 - len(row)) + row for row in rows]
    return rows


def compress(text):
    result = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        result += text[i] if j - i == 1 else str(j - i) + text[i]
        i = j
    return result


def expand(code):
    result = ""
    number = ""
    for char in code:
        if char.isdigit():
            number += char
        else:
            result += char * int(number or 1)
            number = ""
    return result


def is_palindrome(text):
    letters = ""
    for char in text:
        if char.isalpha():
            letters += char.lower()
    return letters == letters[::-1]


print(pyramid(HEIGHT // 2))
print(diamond(4))
print(box("strings\nare made\nof letters"))

picture = "\n".join(row.rstrip() for row in sierpinski(6))
print("\n".join(picture.split("\n")[:16]))
print(len(picture), picture.count("*"))

code = compress(picture)
print(len(code), code[:60].replace("\n", "/"))
print("expanded again:", expand(code) == picture)

print([text for text in ("Anna", "Never odd or even", "Hello", "Was it a car?") if is_palindrome(text)])

# Look and say.
term = "1"
for _ in range(24):
    nxt = ""
    i = 0
    while i < len(term):
        j = i
        while j < len(term) and term[j] == term[i]:
            j += 1
        nxt += str(j - i) + term[i]
        i = j
    term = nxt
print(len(term), term[:40])

table = ""
for i in range(1, 10):
    for j in range(1, 10):
        table += str(i * j).rjust(4)
    table += "\n"
print(table)
