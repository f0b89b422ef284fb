# Encodings and line ends.
import os

name = "/tmp/pasted_text.txt"


def put(data):
    with open(name, "wb") as out:
        out.write(data)


put(b"a\r\nb\rc\nd")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(name, newline=newline) as lines:
        print(repr(newline), list(lines), lines.newlines)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(name, "w", newline=newline) as out:
        out.write("x\ny\r\n")
    with open(name, "rb") as raw:
        print(repr(newline), raw.read())
text = "h\u00e9llo \u2603 \U0001f600\n"
for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-32", "utf-8-sig"):
    with open(name, "w", encoding=encoding) as out:
        out.write(text)
        out.write("more")
    with open(name, "rb") as raw:
        print(encoding, raw.read(6), end=" ")
    with open(name, encoding=encoding) as lines:
        print(lines.read() == text + "more", lines.encoding)
with open(name, "w", encoding="latin-1") as out:
    out.write("h\u00e9")
for errors in ("replace", "ignore", "backslashreplace", "surrogateescape"):
    with open(name, encoding="utf-8", errors=errors) as lines:
        print(errors, ascii(lines.read()))
try:
    print(open(name, encoding="utf-8").read())
except UnicodeDecodeError as error:
    print(error)
try:
    with open(name, "w", encoding="ascii") as out:
        out.write("\u2603")
except UnicodeEncodeError as error:
    print(error)
with open(name, "w", encoding="cp1252") as out:
    out.write("\u20ac5")
print(open(name, "rb").read(), open(name, encoding="cp1252").read())
with open(name, "w", encoding="utf-8") as out:
    out.write(text * 3)
with open(name, encoding="utf-8") as lines:
    lines.readline()
    here = lines.tell()
    rest = lines.read()
    lines.seek(here)
    print(here, lines.read() == rest, lines.read(5) == "")
os.unlink(name)
