# What a program registers for its exit runs then, in reverse order, whatever ends it.
import atexit
import sys


@atexit.register
def last():
    print("last")


def farewell(name, /, mark="."):
    print("bye", name + mark, file=sys.stderr)


atexit.register(farewell, "Ann", mark="!")
atexit.register(farewell, "Bob")


class Fails:
    def __call__(self, n):
        return 1 / n

    def __repr__(self):
        return "Fails()"


atexit.register(Fails(), 0)
atexit.register(print, "first", end="...\n")
atexit.register(print, "never")
atexit.unregister(print)
atexit.register(print, "first after all")


def more():
    atexit.register(print, "registered while leaving")


atexit.register(more)
try:
    atexit.register(3)
except TypeError as error:
    print(error)
print("main", atexit._ncallbacks())
sys.exit(3)
