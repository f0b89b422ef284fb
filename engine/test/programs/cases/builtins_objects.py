class A:
    x = 1

    def f(self):
        pass


a = A()
print(isinstance(1, int), isinstance(True, (str, int)), isinstance(a, A), isinstance(1, int | str), issubclass(A, object), issubclass(bool, int))
print(type(1).__name__, type(a) is A, type(A), type(None).__name__, type(len).__name__, type(a.f).__name__, type(A.f).__name__, type(print) is type(len), type(lambda: 0).__name__)
print(getattr(a, "x"), getattr(a, "y", 9), hasattr(a, "f"), setattr(a, "y", 3), a.y, vars(a), delattr(a, "y"), vars(a))
print(callable(A), callable(a), callable(len), id(a) == id(a), a is a, hash("x") == hash("x"), hash(1) == hash(1.0) == hash(True))
print(repr("a"), str(1), ascii("é"), bool([]), int("5"), float("2.5"), list("ab"), tuple([1]), dict(a=1), chr(97), ord("a"), hex(10), oct(10), bin(10))
print(abs(-5), abs(-2.5), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 5), pow(2, 5, 7), round(2.5), round(-1.5), round(1.25, 1), round(12345, -2))
print(eval("1 + 2"), eval("x * 2", {"x": 21}), exec("q = 5"), q, compile("3 * 4", "<s>", "eval").co_name, eval(compile("3 * 4", "<s>", "eval")))
print(sorted(globals().keys() & {"a", "A", "q"}), "print" in dir(__builtins__), dir([])[-3:], format(255, "x"), format("a", ">3"))
print(object() != object(), isinstance(object, type), object.__doc__ is not None, str(type(1)), str(int), repr(A), str(A.f).startswith("<function A.f at 0x"), repr(len), repr([].append).startswith("<built-in method append of list object at 0x"))
print(staticmethod(len)("ab"), classmethod is classmethod, super.__name__, property.__name__, NotImplemented, Ellipsis)
ns = {}
exec("def f(n):\n    return n * k\nk = 3", ns)
print(ns["f"](5), sorted(k for k in ns if k != "__builtins__"))


def scoped():
    y = 10
    exec("y = 20")
    return y, eval("y + 1"), sorted(locals())


print(scoped())
for wrong in (lambda: getattr(a, "zz"), lambda: getattr(a, 5), lambda: eval("1 +"), lambda: eval("zz"), lambda: vars(5), lambda: type(1, 2), lambda: isinstance(1, [int]), lambda: round("a"), lambda: hash({}), lambda: chr("a"), lambda: bin(1.5), lambda: format(a, "5"), lambda: setattr(a, 1, 2), lambda: exec(5), lambda: hex("a")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
