"""Classes whose methods follow from their annotated fields."""

class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class _KwOnly:
    pass


KW_ONLY = _KwOnly()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_kind")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self._kind = "field"

    def __repr__(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
            f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},_field_type=None)"
        )


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _kind_of(annotation):
    if isinstance(annotation, InitVar) or annotation is InitVar:
        return "initvar"
    if annotation is KW_ONLY or annotation == "KW_ONLY":
        return "kw_only"
    text = annotation if isinstance(annotation, str) else repr(annotation)
    return "classvar" if text.startswith(("typing.ClassVar", "ClassVar")) else "field"


def _own_fields(cls, kw_only):
    found = []
    for name, annotation in getattr(cls, "__annotations__", {}).items():
        kind = _kind_of(annotation)
        if kind == "kw_only":
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        one = default if isinstance(default, Field) else field(default=default)
        one.name, one.type, one._kind = name, annotation, kind
        if type(one.default).__name__ == "member_descriptor":
            one.default = MISSING
        if one.kw_only is MISSING:
            one.kw_only = kw_only
        if kind == "field" and one.default is not MISSING and type(one.default).__hash__ is None:
            raise ValueError(
                f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory"
            )
        if isinstance(default, Field):
            if default.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, default.default)
        found.append(one)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in getattr(cls, "__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _function(cls, name, parameters, lines, scope):
    body = "".join(f"\n  {line}" for line in lines or ["pass"])
    exec(f"def {name}({parameters}):{body}", scope)
    function = scope.pop(name)
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    function.__module__ = cls.__module__
    return function


def _init(cls, all_fields, frozen):
    scope = {"_MISSING": MISSING, "_set": object.__setattr__}
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keywords = [f for f in all_fields if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {seen_default.name!r}")

    def parameter(f):
        if f.default is not MISSING:
            scope[f"_default_{f.name}"] = f.default
            return f"{f.name}=_default_{f.name}"
        if f.default_factory is not MISSING:
            scope[f"_factory_{f.name}"] = f.default_factory
            return f"{f.name}=_MISSING"
        return f.name

    me = "self" if all(f.name != "self" for f in all_fields) else "_self"
    parameters = [me, *map(parameter, positional)]
    if keywords:
        parameters += ["*", *map(parameter, keywords)]
    lines = []
    for f in all_fields:
        if f._kind != "field":
            continue
        if f.default_factory is not MISSING:
            scope[f"_factory_{f.name}"] = f.default_factory
            value = f"_factory_{f.name}()"
            if f.init:
                value += f" if {f.name} is _MISSING else {f.name}"
        elif f.init:
            value = f.name
        else:
            continue
        lines.append(f"_set({me}, {f.name!r}, {value})" if frozen else f"{me}.{f.name} = {value}")
    if hasattr(cls, "__post_init__"):
        given = ", ".join(f.name for f in all_fields if f._kind == "initvar")
        lines.append(f"{me}.__post_init__({given})")
    return _function(cls, "__init__", ", ".join(parameters), lines, scope)


def _comparable(cls):
    return [f for f in cls.__dataclass_fields__.values() if f._kind == "field" and f.compare]


def _values(names, who):
    return "(" + "".join(f"{who}.{name}," for name in names) + ")"


_printing = set()


def _make_repr(names):
    def __repr__(self):
        if id(self) in _printing:
            return "..."
        _printing.add(id(self))
        try:
            return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"
        finally:
            _printing.discard(id(self))

    return __repr__


def _set_method(cls, name, function, order=False):
    if name in cls.__dict__:
        if order:
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
        return
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)


def _build(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    inherits_frozen = inherits_thawed = False
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get("__dataclass_fields__")
        if inherited is not None:
            fields.update(inherited)
            if base.__dataclass_params__["frozen"]:
                inherits_frozen = True
            else:
                inherits_thawed = True
    for one in _own_fields(cls, kw_only):
        fields[one.name] = one
    if inherits_thawed and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if inherits_frozen and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    own_hash = cls.__dict__.get("__hash__", MISSING)
    explicit_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = {"init": init, "repr": repr, "eq": eq, "order": order, "unsafe_hash": unsafe_hash, "frozen": frozen}
    all_fields = [f for f in fields.values() if f._kind != "classvar"]
    names = [f.name for f in all_fields if f._kind == "field"]
    if init:
        _set_method(cls, "__init__", _init(cls, all_fields, frozen))
    if repr:
        _set_method(cls, "__repr__", _make_repr([f.name for f in all_fields if f._kind == "field" and f.repr]))
    compared = [f.name for f in _comparable(cls)]
    if eq:
        tests = " and ".join(f"self.{name} == other.{name}" for name in compared) or "True"
        lines = ["if self is other:", " return True", "if other.__class__ is self.__class__:", f" return {tests}", "return NotImplemented"]
        _set_method(cls, "__eq__", _function(cls, "__eq__", "self, other", lines, {}))
    if order:
        for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            lines = [
                "if other.__class__ is self.__class__:",
                f" return {_values(compared, 'self')} {sign} {_values(compared, 'other')}",
                "return NotImplemented",
            ]
            _set_method(cls, name, _function(cls, name, "self, other", lines, {}), True)
    if frozen:
        for name, verb in (("__setattr__", "assign to"), ("__delattr__", "delete")):
            _set_method(cls, name, _frozen_method(cls, name, verb, frozenset(names)), True)
    hashed = [f.name for f in all_fields if f._kind == "field" and (f.compare if f.hash is None else f.hash)]
    if unsafe_hash or eq and frozen:
        if not explicit_hash:
            cls.__hash__ = _function(cls, "__hash__", "self", [f"return hash({_values(hashed, 'self')})"], {})
        elif unsafe_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif eq and not explicit_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in all_fields if f.init and not f.kw_only)
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace
    if not cls.__doc__:
        cls.__doc__ = f"{cls.__name__}({', '.join(map(_signature_part, [f for f in all_fields if f.init]))})"
    return _with_slots(cls, names) if slots else cls


def _signature_part(f):
    kind = f.type
    text = f"{f.name}: {kind.__qualname__ if isinstance(kind, type) and kind.__module__ == 'builtins' else repr(kind)}"
    if f.default is not MISSING:
        return f"{text} = {f.default!r}"
    return text if f.default_factory is MISSING else f"{text} = <factory>"


def _frozen_method(cls, name, verb, names):
    def method(self, attribute, *value):
        if type(self) is cls or attribute in names:
            raise FrozenInstanceError(f"cannot {verb} field {attribute!r}")
        getattr(super(cls, self), name)(attribute, *value)

    return method


def _with_slots(cls, names):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = {slot for base in cls.__mro__[1:-1] for slot in base.__dict__.get("__slots__", ())}
    namespace = dict(cls.__dict__)
    for name in (*names, "__dict__", "__weakref__"):
        namespace.pop(name, None)
    namespace["__slots__"] = tuple(name for name in names if name not in inherited)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = cls.__qualname__
    return new


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _build(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._kind == "field")


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def _converted(value, whole, make):
    if _is_instance(value):
        return whole(value, make)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_converted(item, whole, make) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)(_converted(item, whole, make) for item in value)
    if isinstance(value, dict):
        if hasattr(type(value), "default_factory"):
            result = type(value)(value.default_factory)
            for key, item in value.items():
                result[_converted(key, whole, make)] = _converted(item, whole, make)
            return result
        return type(value)((_converted(k, whole, make), _converted(v, whole, make)) for k, v in value.items())
    from copy import deepcopy
    return deepcopy(value)


def _whole_dict(obj, make):
    return make([(f.name, _converted(getattr(obj, f.name), _whole_dict, make)) for f in fields(obj)])


def _whole_tuple(obj, make):
    return make([_converted(getattr(obj, f.name), _whole_tuple, make) for f in fields(obj)])


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _whole_dict(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _whole_tuple(obj, tuple_factory)


def _replace(self, /, **changes):
    for f in self.__dataclass_fields__.values():
        if f._kind == "classvar":
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._kind == "initvar" and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, object
        elif len(item) == 2:
            name, kind = item
        else:
            name, kind, default = item
            namespace[name] = default
        annotations[name] = kind
    namespace["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, namespace), **options)
