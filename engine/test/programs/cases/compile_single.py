"""compile(…, "single"): what is typed at a prompt, and sys.displayhook."""

import builtins
import sys

exec(compile("6 * 7", "<line>", "single"))
print(builtins._)
exec(compile("for i in range(3): i, i * 2\n", "<line>", "single"))
exec(compile("None", "<line>", "single"))
print(builtins._)
exec(compile("x = 5; x; 'text'; x + 1", "<line>", "single"))
print(builtins._)
exec(compile("if x:\n    x\n    [x]\n", "<line>", "single"))


class Shown:
    def __repr__(self):
        return f"shown while _ is {builtins._!r}"


exec(compile("Shown()", "<line>", "single"))
seen = []
sys.displayhook = seen.append
exec(compile("1\n", "<line>", "single"))
exec(compile("None", "<line>", "single"))
print(seen)
sys.displayhook = sys.__displayhook__
exec(compile("'back'", "<line>", "single"))
del sys.displayhook
try:
    exec(compile("2", "<line>", "single"))
except RuntimeError as error:
    print(error)
sys.displayhook = sys.__displayhook__
for text in ("1\n2\n", "x = \n", "if 1:\n", ""):
    try:
        compile(text, "<line>", "single")
        print("fine")
    except SyntaxError as error:
        print(type(error).__name__, error.msg)


def inner():
    exec(compile("local", "<line>", "single"), {}, {"local": "of a namespace"})


inner()
