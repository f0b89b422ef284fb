/** `copy`: shallow and deep copies. */
export const COPY = `
class Error(Exception):
    pass


error = Error

_ATOMIC = frozenset((
    int, float, bool, complex, bytes, str, range, type, type(None), type(Ellipsis), type(NotImplemented),
    type(len), type(lambda: 0), property, frozenset,
))


def _rebuild(x, deep, memo):
    cls = type(x)
    new = cls.__new__(cls)
    if memo is not None:
        memo[id(x)] = new
    if isinstance(x, list):
        new.extend(deep(item) for item in x)
    elif isinstance(x, dict):
        for key, value in x.items():
            new[deep(key)] = deep(value)
    elif isinstance(x, set):
        new.update(deep(item) for item in x)
    for key, value in getattr(x, "__dict__", {}).items():
        new.__dict__[key] = deep(value)
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(x, name) and name not in ("__dict__", "__weakref__"):
                object.__setattr__(new, name, deep(getattr(x, name)))
    return new


def copy(x):
    cls = type(x)
    if cls in _ATOMIC or cls is tuple or issubclass(cls, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    if issubclass(cls, (tuple, int, str, float, bytes, frozenset)):
        return x
    if issubclass(cls, BaseException):
        new = cls.__new__(cls, *x.args)
        new.args = x.args
        new.__dict__.update(x.__dict__)
        return new
    return _rebuild(x, lambda value: value, None)


def deepcopy(x, memo=None):
    cls = type(x)
    if cls in _ATOMIC and cls is not frozenset or issubclass(cls, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), memo)
    if known is not memo:
        return known
    new = _deepcopy(x, cls, memo)
    if new is not x:
        memo[id(x)] = new
        memo.setdefault(id(memo), []).append(x)
    return new


def _deepcopy(x, cls, memo):
    if cls is list:
        new = memo[id(x)] = []
        for item in x:
            new.append(deepcopy(item, memo))
        return new
    if cls is dict:
        new = memo[id(x)] = {}
        for key, value in x.items():
            new[deepcopy(key, memo)] = deepcopy(value, memo)
        return new
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        return x if all(a is b for a, b in zip(items, x)) else tuple(items)
    if cls is set:
        return {deepcopy(item, memo) for item in x}
    if cls is frozenset:
        return frozenset(deepcopy(item, memo) for item in x)
    own = getattr(cls, "__deepcopy__", None)
    if own is not None:
        return own(x, memo)
    if issubclass(cls, tuple):
        return tuple.__new__(cls, [deepcopy(item, memo) for item in x])
    if issubclass(cls, (int, str, float, bytes)):
        return x
    if issubclass(cls, BaseException):
        return copy(x)
    own = getattr(cls, "__copy__", None)
    if own is not None and hasattr(x, "maxlen"):
        new = cls((), x.maxlen)
        memo[id(x)] = new
        new.extend(deepcopy(item, memo) for item in x)
        return new
    if hasattr(cls, "default_factory"):
        new = memo[id(x)] = cls(x.default_factory)
        for key, value in x.items():
            new[deepcopy(key, memo)] = deepcopy(value, memo)
        return new
    return _rebuild(x, lambda value: deepcopy(value, memo), memo)


def replace(obj, /, **changes):
    own = getattr(type(obj), "__replace__", None)
    if own is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return own(obj, **changes)
`;
