"""functools.singledispatchmethod: what is read from the class and from an instance."""

import functools
import inspect


class Shown:
    def __repr__(self):
        return "Shown()"

    @functools.singledispatchmethod
    def show(self, value):
        """Shows."""
        return f"object {value}"

    @show.register
    def _(self, value: int):
        return f"int {value}"

    @show.register(list)
    def _(self, value, end="!"):
        return f"list {value}{end}"

    @functools.singledispatchmethod
    @classmethod
    def make(cls, value):
        return cls, value

    @make.register(str)
    @classmethod
    def _(cls, value):
        return cls.__name__, value


shown = Shown()
print(shown.show(1), shown.show("a"), shown.show([1], end="?"), shown.show(True))
print(Shown.make(1), shown.make("x"))
print(shown.show, Shown.show, Shown.__dict__["show"])
print(shown.show.__name__, shown.show.__qualname__, shown.show.__doc__, shown.show.__module__)
print(shown.show.__wrapped__ is Shown.__dict__["show"].func, inspect.isroutine(shown.show), inspect.signature(shown.show))
Shown.show.register(dict, lambda self, value: "dict")
print(shown.show({}))
for act in (lambda: shown.show(), lambda: functools.singledispatchmethod(5), lambda: shown.show.nothing):
    try:
        print(act())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
