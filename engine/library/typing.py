"""Names for annotations, which the engine evaluates but does not check."""

import collections as _collections
import collections.abc as _abc
import sys as _sys
from types import GenericAlias as _GenericAlias

TYPE_CHECKING = False


class _Special:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f"typing.{self._name}"

    def __getitem__(self, item):
        return _Alias(self, item if isinstance(item, tuple) else (item,))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")


def _shown(item):
    if isinstance(item, type):
        return item.__qualname__ if item.__module__ == "builtins" else f"{item.__module__}.{item.__qualname__}"
    if item is ...:
        return "..."
    if isinstance(item, list):
        return "[" + ", ".join(map(_shown, item)) + "]"
    return repr(item)


class _Alias:
    def __init__(self, origin, args):
        self.__origin__, self.__args__ = origin, args

    def __repr__(self):
        return f"{self.__origin__!r}[{', '.join(map(_shown, self.__args__))}]"

    def __eq__(self, other):
        return isinstance(other, _Alias) and (self.__origin__, self.__args__) == (other.__origin__, other.__args__)

    def __hash__(self):
        return hash((id(self.__origin__), self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __getitem__(self, item):
        return self

    def __call__(self, *args, **kwargs):
        return getattr(self.__origin__, "_concrete", self.__origin__)(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (getattr(self.__origin__, "_concrete", object),)


class _Concrete(_Special):
    def __init__(self, name, concrete):
        super().__init__(name)
        self._concrete = concrete

    def __call__(self, *args, **kwargs):
        return self._concrete(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self._concrete,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self._concrete)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self._concrete)


class _Optional(_Special):
    def __getitem__(self, item):
        return Union[item, None]


class _Union(_Special):
    def __getitem__(self, items):
        items = items if isinstance(items, tuple) else (items,)
        result = items[0]
        for item in items[1:]:
            try:
                result = result | item
            except TypeError:
                return _Alias(self, tuple(type(None) if one is None else one for one in items))
        return result


Any = _Special("Any")
ClassVar = _Special("ClassVar")
Final = _Special("Final")
Literal = _Special("Literal")
Annotated = _Special("Annotated")
NoReturn = _Special("NoReturn")
Never = _Special("Never")
Self = _Special("Self")
LiteralString = _Special("LiteralString")
TypeAlias = _Special("TypeAlias")
Concatenate = _Special("Concatenate")
TypeGuard = _Special("TypeGuard")
TypeIs = _Special("TypeIs")
Required = _Special("Required")
NotRequired = _Special("NotRequired")
Unpack = _Special("Unpack")
Optional = _Optional("Optional")
Union = _Union("Union")

List = _Concrete("List", list)
Dict = _Concrete("Dict", dict)
Set = _Concrete("Set", set)
FrozenSet = _Concrete("FrozenSet", frozenset)
Tuple = _Concrete("Tuple", tuple)
Type = _Concrete("Type", type)
DefaultDict = _Concrete("DefaultDict", _collections.defaultdict)
OrderedDict = _Concrete("OrderedDict", _collections.OrderedDict)
Counter = _Concrete("Counter", _collections.Counter)
Deque = _Concrete("Deque", _collections.deque)
ChainMap = _Concrete("ChainMap", _collections.ChainMap)
Callable = _Concrete("Callable", _abc.Callable)
Iterable = _Concrete("Iterable", _abc.Iterable)
Iterator = _Concrete("Iterator", _abc.Iterator)
Generator = _Concrete("Generator", _abc.Generator)
Hashable = _Concrete("Hashable", _abc.Hashable)
Sized = _Concrete("Sized", _abc.Sized)
Container = _Concrete("Container", _abc.Container)
Collection = _Concrete("Collection", _abc.Collection)
Reversible = _Concrete("Reversible", _abc.Reversible)
Sequence = _Concrete("Sequence", _abc.Sequence)
MutableSequence = _Concrete("MutableSequence", _abc.MutableSequence)
AbstractSet = _Concrete("AbstractSet", _abc.Set)
MutableSet = _Concrete("MutableSet", _abc.MutableSet)
Mapping = _Concrete("Mapping", _abc.Mapping)
MutableMapping = _Concrete("MutableMapping", _abc.MutableMapping)
Text = str
AnyStr = _Special("AnyStr")


class TypeVar:
    # What the syntax "class C[T: int]" declares is evaluated when it is asked for; each of the three may be missing.
    _bound = _constraints = _default = None
    _declared = False

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None):
        self.__name__ = name
        self.__covariant__, self.__contravariant__ = covariant, contravariant
        self._bound = None if bound is None else lambda format: bound
        self._constraints = lambda format: constraints
        self._default = None if default is None else lambda format: default

    @property
    def __bound__(self):
        return None if self._bound is None else self._bound(1)

    @property
    def __constraints__(self):
        return () if self._constraints is None else self._constraints(1)

    @property
    def __default__(self):
        return None if self._default is None else self._default(1)

    def has_default(self):
        return self._default is not None

    def __repr__(self):
        return self.__name__ if self._declared else f"~{self.__name__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    args = kwargs = None


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


def _declare(kind, name, bound=None, constraints=None):
    made = (TypeVar, ParamSpec, TypeVarTuple)[kind](name)
    made._declared = True
    made._bound, made._constraints = bound, constraints
    return made


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self._name, self._evaluate, self._params = name, lambda format: value, type_params

    @property
    def __name__(self):
        return self._name

    @property
    def __type_params__(self):
        return self._params

    @property
    def __value__(self):
        return self._evaluate(1)

    def __repr__(self):
        return self._name

    def __getitem__(self, item):
        if not self._params:
            raise TypeError("Only generic type aliases are subscriptable")
        return _GenericAlias(self, item)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _declare_alias(name, params, evaluate):
    made = TypeAliasType(name, None, type_params=params or ())
    made._evaluate = evaluate
    return made


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, item):
        return cls if cls is Generic else _GenericAlias(cls, item)


class _ProtocolMeta(type):
    def __instancecheck__(cls, instance):
        if "_wanted" in cls.__dict__:
            return all(hasattr(instance, name) for name in cls._wanted)
        return type.__instancecheck__(cls, instance)


class Protocol(metaclass=_ProtocolMeta):
    __slots__ = ()

    def __class_getitem__(cls, item):
        return cls


def runtime_checkable(cls):
    cls._wanted = [name for name in cls.__dict__ if not name.startswith("_") or name in ("__call__", "__len__", "__iter__")]
    return cls


class _NamedTupleFactory:
    def __call__(self, typename, fields=(), /):
        return _collections.namedtuple(typename, [name for name, _ in fields])

    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)


NamedTuple = _NamedTupleFactory()


class _NamedTupleMeta(type):
    def __new__(metaclass, name, bases, namespace):
        annotations = namespace.get("__annotations__")
        if annotations is None:
            annotate = namespace.get("__annotate__") or namespace.get("__annotate_func__")
            annotations = annotate(1) if annotate is not None else {}
        names = list(annotations)
        defaults = [namespace[key] for key in names if key in namespace]
        result = _collections.namedtuple(name, names, defaults=defaults, module=namespace.get("__module__"))
        result.__annotations__ = annotations
        for key, value in namespace.items():
            if key not in names and key not in ("__module__", "__qualname__", "__annotate__", "__annotate_func__", "__annotations__", "__classdictcell__", "__static_attributes__", "__firstlineno__"):
                setattr(result, key, value)
        return result


_NamedTupleBase = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


class _TypedDictMeta(type):
    def __new__(metaclass, name, bases, namespace, total=True):
        return type.__new__(metaclass, name, (dict,), namespace)

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class _TypedDictFactory:
    def __call__(self, typename, fields=None, /, *, total=True):
        return _TypedDictMeta(typename, (), {"__annotations__": fields or {}})

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)


TypedDict = _TypedDictFactory()


_TypedDictBase = type.__new__(_TypedDictMeta, "TypedDict", (), {})


def NewType(name, tp):
    def new_type(x):
        return x

    new_type.__name__ = new_type.__qualname__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(f):
    return f


def no_type_check(arg):
    return arg


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    return obj


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for base in reversed(getattr(obj, "__mro__", (obj,))):
        space = globalns
        if space is None:
            if isinstance(base, type):
                space = getattr(_sys.modules.get(base.__module__), "__dict__", {})
            else:
                while hasattr(base, "__wrapped__"):
                    base = base.__wrapped__
                space = getattr(base, "__globals__", None) or getattr(base, "__dict__", {})
        for name, value in getattr(base, "__annotations__", {}).items():
            if isinstance(value, str):
                value = eval(value, space, localns)
            hints[name] = type(None) if value is None else value
    return hints


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


class SupportsInt(Protocol):
    pass


class SupportsFloat(Protocol):
    pass


class SupportsIndex(Protocol):
    pass
