"""Context variables: values that belong to the context in which code runs."""


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    MISSING = _Missing()

    def __init__(self, context, var, old_value):
        self._context, self.var, self.old_value, self._used = context, var, old_value, False

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.var.reset(self)

    def __repr__(self):
        used = " used" if self._used else ""
        return f"<Token{used} var={self.var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(lambda cls, item: __import__("types").GenericAlias(cls, item))


class Context:
    def __init__(self):
        self._values = {}
        self._entered = None

    def run(self, callable, /, *args, **kwargs):
        global _current
        if self._entered is not None:
            raise RuntimeError(f"cannot enter context: {self} is already entered")
        self._entered, _current = _current, self
        try:
            return callable(*args, **kwargs)
        finally:
            _current, self._entered = self._entered, None

    def copy(self):
        other = Context()
        other._values = self._values.copy()
        return other

    def __getitem__(self, var):
        _check(var)
        return self._values[var]

    def get(self, var, default=None, /):
        _check(var)
        return self._values.get(var, default)

    def __contains__(self, var):
        _check(var)
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self._values == other._values

    __hash__ = None


def _check(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {var!r}")


_current = Context()
_NO_DEFAULT = object()


class ContextVar:
    def __init__(self, name, /, *, default=_NO_DEFAULT):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name, self._default = name, default

    def get(self, default=_NO_DEFAULT, /):
        values = _current._values
        if self in values:
            return values[self]
        if default is not _NO_DEFAULT:
            return default
        if self._default is not _NO_DEFAULT:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        values = _current._values
        token = Token(_current, self, values.get(self, Token.MISSING))
        _current._values = {**values, self: value}
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        values = _current._values.copy()
        if token.old_value is Token.MISSING:
            values.pop(self, None)
        else:
            values[self] = token.old_value
        _current._values = values

    def __repr__(self):
        default = "" if self._default is _NO_DEFAULT else f" default={self._default!r}"
        return f"<ContextVar name={self.name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(lambda cls, item: __import__("types").GenericAlias(cls, item))


def copy_context():
    return _current.copy()
