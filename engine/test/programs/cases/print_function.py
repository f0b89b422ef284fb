import sys

print()
print(1, "a", None, sep="-", end="!\n")
print("a", "b", sep="")
print("x", end="")
print("y", file=sys.stdout)
print(*[1, 2, 3], sep=", ")
print("é😀", [1, "s", None], {"k": (1,)}, flush=True)
print("multi\nline", "tab\there")
print(sep="x")
print(end="")
print("a", sep=None, end=None)
for wrong in (lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(1, foo=2)):
    try:
        wrong()
    except TypeError as error:
        print(error)


class Loud:
    def __str__(self):
        return "LOUD"

    def __repr__(self):
        return "loud repr"


print(Loud(), [Loud()], {1: Loud()}, (Loud(),), f"{Loud()} {Loud()!r}", str([Loud()]))
print(print("inner"))
