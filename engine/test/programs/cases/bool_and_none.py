print(True, False, None, True + True, True * 5, False - 1, ~int(True))
print(True == 1, False == 0, True is True, isinstance(True, int), type(True))
print(True & False, True | False, True ^ True, type(True & False), type(True & 1), type(True + 0))
print(bool([]), bool([0]), bool(""), bool("0"), bool({}), bool(()), bool(0.0), bool(None), bool(0j), bool(range(0)))
print(None == None, None is None, type(None), None.__class__.__name__, bool(None), repr(None))
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, [] or "x", not [], not not [1])
print(1 if [] else 2, True < 2, sorted([True, False, 2, 0]), int(True), str(True), f"{True:d} {True} {True:>6}")
print(["no", "yes"][True], {1: "a", True: "b"}, {0: "x", False: "y", 0.0: "z"})
print(bool.__mro__, bool("False"), bool(), True.bit_length(), True.real)
print(isinstance(None, type(None)), NotImplemented is NotImplemented, ..., Ellipsis is ...)
try:
    None + 1
except TypeError as error:
    print(error)
try:
    None.x
except AttributeError as error:
    print(error)
try:
    nothing = None
    nothing()
except TypeError as error:
    print(error)
