def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class A:
    __slots__ = ("x",)
    y = 1


class B:
    def __init__(self):
        self.value = 1

    @property
    def read_only(self):
        return 5


attempt(lambda: B().valeu)
attempt(lambda: B.nothing)
attempt(lambda: A().x)
attempt(lambda: setattr(A(), "z", 1))
attempt(lambda: setattr(A(), "y", 1))
attempt(lambda: setattr(B(), "read_only", 1))
attempt(lambda: delattr(B(), "read_only"))
attempt(lambda: delattr(B(), "missing"))
attempt(lambda: delattr(B, "missing"))
attempt(lambda: (5).x)
attempt(lambda: setattr(5, "x", 1))
attempt(lambda: setattr(int, "x", 1))
attempt(lambda: object().__dict__)
attempt(lambda: setattr(object(), "a", 1))
attempt(lambda: [].append.x)
attempt(lambda: B.__init__())
attempt(lambda: B() + 1)
attempt(lambda: B() < B())
attempt(lambda: len(B()))
attempt(lambda: B()[0])
attempt(lambda: B()())
attempt(lambda: iter(B()))
attempt(lambda: 1 in B())
attempt(lambda: -B())
attempt(lambda: int(B()))
attempt(lambda: [1][B()])
attempt(lambda: type("X", (int, str), {}))
attempt(lambda: type("Y", (5,), {}))
attempt(lambda: type("Z", (bool,), {}))
attempt(lambda: B.__class__.missing)
attempt(lambda: print.missing)


def bad_mro():
    class X:
        pass

    class Y(X):
        pass

    class Z(X, Y):
        pass


attempt(bad_mro)


class ReturnsWrong:
    def __init__(self):
        return 5

    def __str__(self):
        return 5


attempt(ReturnsWrong)
attempt(lambda: str(object.__new__(ReturnsWrong)))


class Len:
    def __len__(self):
        return -1

    def __bool__(self):
        return 5


attempt(lambda: len(Len()))
attempt(lambda: bool(Len()))
