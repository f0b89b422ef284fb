# argv: ["first", "--flag", "ünïcode 😀"]
import sys

print(sys.argv[1:], len(sys.argv), sys.argv[0].endswith("imports_sys.py"))
print(sys.maxunicode, sys.float_info.max, sys.float_info.epsilon, sys.getrecursionlimit(), sys.implementation.name != "", isinstance(sys.path, list))
sys.stdout.write("written\n")
print("to err", file=sys.stderr)
sys.stderr.write("more err\n")
print(sys.stdout.write("abc"), end="\n")
print(sys.getsizeof([]) > 0, sys.intern("x") is sys.intern("x"), sys.exc_info(), isinstance(sys.platform, str))
print(sys.getrefcount([]) >= 0 if hasattr(sys, "getrefcount") else True, "sys" in sys.modules, sys.executable is not None)
old = sys.stdout


class Capture:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


sys.stdout = Capture()
print("captured", 1)
parts = sys.stdout.parts
sys.stdout = old
print(parts)
print("flush", flush=True)
