import errno


class AppError(Exception):
    """Base of the application's."""


class CodeError(AppError):
    def __init__(self, code, message="no message"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


class Quiet(AppError):
    pass


for error in (AppError("plain"), CodeError(5), CodeError(6, "six"), Quiet()):
    try:
        raise error
    except CodeError as e:
        print("code", e.code, e, repr(e))
    except AppError as e:
        print("app", e, repr(e), type(e).__name__)
try:
    raise Quiet
except AppError as e:
    print(e.args, isinstance(e, Exception))
print(issubclass(KeyError, LookupError), issubclass(IndexError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(FileNotFoundError, OSError), issubclass(UnicodeDecodeError, ValueError), issubclass(KeyboardInterrupt, Exception), issubclass(StopIteration, Exception), ModuleNotFoundError.__mro__[1].__name__)
e = ValueError("m")
e.add_note("a note")
e.extra = 1
print(e.__notes__, e.extra, e.with_traceback(None) is e, e.__traceback__)
print(KeyError("k"), str(KeyError("k")), repr(KeyError("k")), str(KeyError()), str(KeyError(1, 2)), Exception(1), Exception("a", 1), OSError(2, "No such file"), repr(OSError(errno.ENOENT, "x")).replace(str(errno.ENOENT), "ENOENT"))
print(StopIteration(5).value, SystemExit(3).code, AttributeError("m", name="n", obj=1).name, NameError("m", name="q").name, ImportError("m", name="z").name)


def classify(function):
    try:
        function()
    except LookupError as error:
        return "lookup " + type(error).__name__
    except ArithmeticError:
        return "arithmetic"
    except BaseException as error:
        return "base " + type(error).__name__


def leave():
    raise SystemExit(1)


print(classify(lambda: [][0]), classify(lambda: {}[0]), classify(lambda: 1 % 0), classify(leave), classify(lambda: None.x), classify(lambda: assert_false()))


def assertion():
    assert 1 == 2, "values differ"


try:
    assertion()
except AssertionError as error:
    print(error)
try:
    assert []
except AssertionError as error:
    print(repr(error))
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)
print(Exception == Exception, ValueError("a") == ValueError("a"), BaseException().args)
