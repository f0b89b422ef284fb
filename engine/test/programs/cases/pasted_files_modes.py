# Every mode of open(), and what each refuses.
import io
import os

name = "/tmp/pasted_modes.txt"
with open(name, "w") as out:
    print(out.write("one\n"), out.writable(), out.readable(), out.closed, out.mode, out.name == name)
    out.writelines(["two\n", "three\n"])
print(out.closed, os.path.getsize(name))
with open(name, "a") as out:
    print("four", file=out)
    print(out.tell())
with open(name) as lines:
    print(lines.readline(), lines.read(3), lines.tell(), lines.readlines())
    lines.seek(0)
    print([line for line in lines], lines.read())
with open(name, "r+") as both:
    both.write("ONE")
    both.seek(0, 2)
    both.write("five")
print(open(name).read())
with open(name, "rb") as raw:
    print(raw.read(4), raw.tell(), raw.seek(-4, 2), raw.read(), raw.readline(), raw.seekable())
with open(name, "wb") as raw:
    print(raw.write(b"\x00\xff\n"), raw.write(bytearray(b"ab")))
with open(name, "rb+") as raw:
    print(raw.readlines(), raw.truncate(2), raw.seek(0), raw.read())
try:
    open(name, "x")
except FileExistsError as error:
    print(type(error).__name__, error.strerror, error.filename == name)
for mode in ("q", "rw", "rbt", "", "r+w", "bb"):
    try:
        open(name, mode)
    except ValueError as error:
        print(repr(mode), error)
for make in (lambda: open(name, "rb", encoding="utf-8"), lambda: open(name, "r", 0), lambda: open(name, newline="x"),
             lambda: open(3.5), lambda: open(name, encoding="nope"), lambda: open("/tmp"), lambda: open("/no/such/file")):
    try:
        make()
    except (ValueError, TypeError, LookupError, OSError) as error:
        print(type(error).__name__, getattr(error, "strerror", None) or error)
out = open(name, "w")
for act in (out.read, out.readline, lambda: next(out), lambda: out.write(b"x"), lambda: open(name).write("x")):
    try:
        act()
    except (io.UnsupportedOperation, TypeError) as error:
        print(type(error).__name__, error)
out.close()
for act in (out.read, lambda: out.write("x"), out.__enter__, lambda: list(out)):
    try:
        act()
    except ValueError as error:
        print(error)
out.close()
os.remove(name)
print(os.path.exists(name))
