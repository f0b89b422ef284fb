"""What `typing` has in C: type parameters, type aliases, Generic. The syntax `def f[T](…)` asks `_declare…` for them."""

import sys as _sys
from types import GenericAlias as _GenericAlias, UnionType as Union


# A static method, so that it does not bind where a class takes it for `__call__`: CPython's is a built-in function.
@staticmethod
def _idfunc(argument, /):
    return argument


def _typing(name):
    import typing

    return getattr(typing, name)


def _check(value, message):
    return type(None) if value is None else _typing("_type_check")(value, message)


def _caller():
    return _sys._getframe(2).f_globals.get("__name__")


class NoDefaultType:
    __slots__ = ()
    _made = None

    def __new__(cls):
        if cls._made is None:
            cls._made = object.__new__(cls)
        return cls._made

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"

    def __init_subclass__(cls):
        raise TypeError("type 'NoDefaultType' is not an acceptable base type")


NoDefault = NoDefaultType()

_VALUE, _STRING = 1, 4


class _Constant:
    """The function behind a bound or a default that was given as a value."""

    __slots__ = ("_value",)

    def __init__(self, value):
        self._value = value

    def __call__(self, format, /):
        if format != _STRING:
            return self._value
        from annotationlib import type_repr

        if isinstance(self._value, tuple):
            return f"({', '.join(map(type_repr, self._value))})"
        return type_repr(self._value)

    def __repr__(self):
        return f"<constevaluator {self._value!r}>"


class _Lazy:
    """An attribute that a function is asked for at first, and its value then kept."""

    def __init__(self, otherwise):
        self._otherwise = otherwise

    def __set_name__(self, owner, name):
        self._function = "_evaluate_" + name.strip("_")
        self._value = "_value_" + name.strip("_")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        try:
            return getattr(instance, self._value)
        except AttributeError:
            pass
        evaluate = getattr(instance, self._function)
        if evaluate is None:
            return self._otherwise
        value = evaluate(_VALUE)
        object.__setattr__(instance, self._value, value)
        return value

    def __set__(self, instance, value):
        raise AttributeError(f"attribute of {type(instance).__name__!r} objects is not writable")


def _refuse_subclass(name):
    def __init_subclass__(cls):
        raise TypeError(f"type 'typing.{name}' is not an acceptable base type")

    return __init_subclass__


def _refuse_base(name):
    def __mro_entries__(self, bases, /):
        raise TypeError(f"Cannot subclass an instance of {name}")

    return __mro_entries__


class _Parameter:
    """What type parameters have in common."""

    __slots__ = ("__name__", "_evaluate_default", "_value_default", "__dict__", "__weakref__")

    __default__ = _Lazy(NoDefault)

    @property
    def evaluate_default(self):
        return self._evaluate_default

    def has_default(self):
        return self._evaluate_default is not None

    def _set_default(self, default):
        self._evaluate_default = None if default is NoDefault else _Constant(default)

    def __reduce__(self):
        return self.__name__

    def __repr__(self):
        return self.__name__


class _Variant(_Parameter):
    __slots__ = ("__covariant__", "__contravariant__", "__infer_variance__")

    def _set_variance(self, covariant, contravariant, infer_variance):
        covariant, contravariant, infer_variance = bool(covariant), bool(contravariant), bool(infer_variance)
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__, self.__contravariant__ = covariant, contravariant
        self.__infer_variance__ = infer_variance

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVar(_Variant):
    """Type variable."""

    __module__ = "typing"
    __slots__ = ("_evaluate_bound", "_value_bound", "_evaluate_constraints", "_value_constraints")

    __bound__ = _Lazy(None)
    __constraints__ = _Lazy(())
    __init_subclass__ = _refuse_subclass("TypeVar")
    __mro_entries__ = _refuse_base("TypeVar")

    def __init__(
        self,
        name,
        *constraints,
        bound=None,
        default=NoDefault,
        covariant=False,
        contravariant=False,
        infer_variance=False,
    ):
        if not isinstance(name, str):
            raise TypeError(f"typevar() argument 'name' must be str, not {type(name).__name__}")
        self._set_variance(covariant, contravariant, infer_variance)
        if bound is not None:
            bound = _check(bound, "Bound must be a type.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        message = "TypeVar(name, constraint, ...): constraints must be types."
        constraints = tuple(_check(constraint, message) for constraint in constraints)
        self.__name__ = name
        self._evaluate_bound = None if bound is None else _Constant(bound)
        self._evaluate_constraints = _Constant(constraints) if constraints else None
        self._set_default(default)
        self.__module__ = _caller()

    @property
    def evaluate_bound(self):
        return self._evaluate_bound

    @property
    def evaluate_constraints(self):
        return self._evaluate_constraints

    def __typing_subst__(self, arg, /):
        return _typing("_typevar_subst")(self, arg)

    def __typing_prepare_subst__(self, alias, args, /):
        index = alias.__parameters__.index(self)
        if index < len(args):
            return args
        if index > len(args) or not self.has_default():
            raise TypeError(
                f"Too few arguments for {alias}; actual {len(args)}, expected at least {index + 1}"
            )
        return (*args, self.__default__)


class ParamSpec(_Variant):
    """Parameter specification variable."""

    __module__ = "typing"
    __slots__ = ("__bound__",)

    __init_subclass__ = _refuse_subclass("ParamSpec")
    __mro_entries__ = _refuse_base("ParamSpec")

    def __init__(
        self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False
    ):
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")
        self.__name__ = name
        self._set_default(default)
        self.__module__ = _caller()

    @property
    def args(self):
        """Represents positional arguments."""
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        """Represents keyword arguments."""
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg, /):
        return _typing("_paramspec_subst")(self, arg)

    def __typing_prepare_subst__(self, alias, args, /):
        return _typing("_paramspec_prepare_subst")(self, alias, args)


class TypeVarTuple(_Parameter):
    """Type variable tuple. A specialized form of type variable that enables variadic generics."""

    __module__ = "typing"
    __slots__ = ()

    __init_subclass__ = _refuse_subclass("TypeVarTuple")
    __mro_entries__ = _refuse_base("TypeVarTuple")

    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self._set_default(default)
        self.__module__ = _caller()

    def __iter__(self):
        yield _typing("Unpack")[self]

    def __typing_subst__(self, arg, /):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args, /):
        return _typing("_typevartuple_prepare_subst")(self, alias, args)


class _OfParamSpec:
    __slots__ = ("__origin__", "__weakref__")

    def __init__(self, origin):
        self.__origin__ = origin

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None

    def __repr__(self):
        name = self.__origin__.__name__ if isinstance(self.__origin__, ParamSpec) else repr(self.__origin__)
        return f"{name}.{self._part}"


class ParamSpecArgs(_OfParamSpec):
    """The args for a ParamSpec object."""

    __module__ = "typing"
    __slots__ = ()
    _part = "args"
    __init_subclass__ = _refuse_subclass("ParamSpecArgs")
    __mro_entries__ = _refuse_base("ParamSpecArgs")


class ParamSpecKwargs(_OfParamSpec):
    """The kwargs for a ParamSpec object."""

    __module__ = "typing"
    __slots__ = ()
    _part = "kwargs"
    __init_subclass__ = _refuse_subclass("ParamSpecKwargs")
    __mro_entries__ = _refuse_base("ParamSpecKwargs")


class TypeAliasType:
    """Type alias."""

    __module__ = "typing"
    __slots__ = ("_name", "_type_params", "_evaluate_value", "_value_value", "__dict__", "__weakref__")

    __value__ = _Lazy(None)
    __init_subclass__ = _refuse_subclass("TypeAliasType")

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        defaults = False
        for param in type_params:
            if isinstance(param, _Parameter):
                if param.has_default():
                    defaults = True
                elif defaults:
                    raise TypeError(f"non-default type parameter '{param!r}' follows default type parameter")
        self._name, self._type_params = name, type_params
        self._evaluate_value = _Constant(value)
        self.__module__ = _caller()

    @property
    def __name__(self):
        return self._name

    @property
    def __type_params__(self):
        return self._type_params

    @property
    def __parameters__(self):
        return tuple(one for param in self._type_params for one in _unpacked(param))

    @property
    def evaluate_value(self):
        return self._evaluate_value

    def __repr__(self):
        return self._name

    def __reduce__(self):
        return self._name

    def __getitem__(self, item, /):
        if not self._type_params:
            raise TypeError("Only generic type aliases are subscriptable")
        return _GenericAlias(self, item)

    def __iter__(self):
        yield _typing("Unpack")[self]

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class Generic:
    """Abstract base class for generic types."""

    __module__ = "typing"
    __slots__ = ()

    def __class_getitem__(cls, *args, **kwargs):
        return _typing("_generic_class_getitem")(cls, *args, **kwargs)

    def __init_subclass__(cls, *args, **kwargs):
        return _typing("_generic_init_subclass")(cls, *args, **kwargs)


def _unpacked(param):
    return tuple(param) if isinstance(param, TypeVarTuple) else (param,)


# ---- What the syntax declares; bounds, constraints, defaults and values are functions, asked when they are wanted.


def _declare_typevar(name, bound=None, constraints=None):
    made = TypeVar.__new__(TypeVar)
    made.__name__ = name
    made._set_variance(False, False, True)
    made._evaluate_bound, made._evaluate_constraints, made._evaluate_default = bound, constraints, None
    return made


def _declare_paramspec(name):
    made = ParamSpec.__new__(ParamSpec)
    made.__name__, made.__bound__, made._evaluate_default = name, None, None
    made._set_variance(False, False, True)
    return made


def _declare_typevartuple(name):
    made = TypeVarTuple.__new__(TypeVarTuple)
    made.__name__, made._evaluate_default = name, None
    return made


def _declare_default(param, evaluate):
    param._evaluate_default = evaluate
    return param


def _declare_alias(name, params, evaluate):
    made = TypeAliasType.__new__(TypeAliasType)
    made._name, made._type_params, made._evaluate_value = name, params or (), evaluate
    made.__module__ = _caller()
    return made


def _declare_generic(params):
    return _typing("_GenericAlias")(Generic, tuple(one for param in params for one in _unpacked(param)))
