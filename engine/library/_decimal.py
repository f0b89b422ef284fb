"""Decimal arithmetic: the signals and what is made of Python's own parts, around the numbers of _decimal_core."""

import collections as _collections
import collections.abc
import numbers as _numbers
import _decimal_core
from _decimal_core import Context, Decimal, getcontext, setcontext

__version__ = "1.70"
__libmpdec_version__ = "2.5.1"
HAVE_THREADS = HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 425000000
MIN_EMIN = -425000000
MIN_ETINY = -849999999
(ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
 ROUND_05UP) = _decimal_core.ROUNDINGS
IEEE_CONTEXT_MAX_BITS = 256


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class InvalidContext(InvalidOperation):
    pass


class _SignalDict(_collections.abc.MutableMapping):
    """The flags or the traps of a context, by signal."""

    __slots__ = ("_context", "_which")

    def __init__(self, context, which):
        self._context, self._which = context, which

    def __getitem__(self, signal):
        return _decimal_core.signal(self._context, self._which, signal)

    def __setitem__(self, signal, value):
        _decimal_core.set_signal(self._context, self._which, signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self):
        return iter(_SIGNALS)

    def __len__(self):
        return len(_SIGNALS)

    def __repr__(self):
        return "{" + ", ".join(f"{signal!r}:{value}" for signal, value in self.items()) + "}"

    def __eq__(self, other):
        if isinstance(other, (dict, _SignalDict)):
            return dict(self) == dict(other)
        return NotImplemented

    __hash__ = None

    def copy(self):
        return dict(self)


for _cls in list(globals().values()):
    if isinstance(_cls, type) and issubclass(_cls, DecimalException):
        _cls.__module__ = "decimal"
_SignalDict.__name__ = _SignalDict.__qualname__ = "SignalDict"
_SignalDict.__module__ = "decimal"
_SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
_CONDITIONS = (InvalidOperation, ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext)
DecimalTuple = _collections.namedtuple("DecimalTuple", "sign digits exponent", module="decimal")
_decimal_core.set_up(_SIGNALS, _CONDITIONS, DecimalTuple, _SignalDict, _numbers.Rational)
_numbers.Number.register(Decimal)

DefaultContext = Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[],
                         traps=[InvalidOperation, DivisionByZero, Overflow])
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[],
                       traps=[InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[], traps=[])
_decimal_core.set_templates(DefaultContext, BasicContext, ExtendedContext)


class _ContextManager:
    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *details):
        setcontext(self._saved)
        return False


_ContextManager.__name__ = _ContextManager.__qualname__ = "ContextManager"
_ContextManager.__module__ = "decimal"


def localcontext(ctx=None, **kwargs):
    """Return a context manager that will set the default context to a copy of ctx on entry and restore the previous on exit."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    new = ctx.copy()
    for name, value in kwargs.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        setattr(new, name, value)
    return _ContextManager(new)


def IEEEContext(bits, /):
    """Return a context object initialized to the proper values for one of the IEEE interchange formats."""
    if bits <= 0 or bits > IEEE_CONTEXT_MAX_BITS or bits % 32:
        raise ValueError(f"argument must be a multiple of 32, with a maximum of {IEEE_CONTEXT_MAX_BITS}")
    emax = 3 * (1 << bits // 16 + 3)
    return Context(prec=9 * (bits // 32) - 2, Emax=emax, Emin=1 - emax, rounding=ROUND_HALF_EVEN, clamp=1, traps=[], flags=[])


del _cls
