"""Rational numbers."""

import math as _math
import re as _re

__all__ = ['Fraction']

_FORMAT = _re.compile(r'\s*([-+]?)(?=\d|\.\d)(\d*|\d+(?:_\d+)*)(?:(?:\s*/\s*(\d+(?:_\d+)*))|(?:(?:\.(\d*|\d+(?:_\d+)*))?(?:[eE]([-+]?\d+(?:_\d+)*))?))\s*')


class Fraction:
    """A rational number in lowest terms."""

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, Fraction):
                return cls._make(numerator._numerator, numerator._denominator)
            if isinstance(numerator, int):
                return cls._make(int(numerator), 1)
            if isinstance(numerator, float):
                return cls._make(*numerator.as_integer_ratio())
            if isinstance(numerator, str):
                m = _FORMAT.fullmatch(numerator)
                if m is None:
                    raise ValueError(f'Invalid literal for Fraction: {numerator!r}')
                sign, whole, below, decimal, exponent = m.groups()
                n = int(whole or '0')
                if below:
                    d = int(below)
                else:
                    d = 1
                    if decimal:
                        decimal = decimal.replace('_', '')
                        d = 10 ** len(decimal)
                        n = n * d + int(decimal)
                    if exponent:
                        power = int(exponent)
                        if power >= 0:
                            n *= 10 ** power
                        else:
                            d *= 10 ** -power
                if sign == '-':
                    n = -n
                return cls._reduced(n, d)
            if hasattr(numerator, 'as_integer_ratio'):
                return cls._make(*numerator.as_integer_ratio())
            raise TypeError('argument should be a string or a Rational instance or have the as_integer_ratio() method')
        if isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            a, b = _parts(numerator)
            c, d = _parts(denominator)
            return cls._reduced(a * d, b * c)
        raise TypeError('both arguments should be Rational instances')

    @classmethod
    def _make(cls, n, d):
        self = object.__new__(cls)
        self._numerator = n
        self._denominator = d
        return self

    @classmethod
    def _reduced(cls, n, d):
        if d == 0:
            raise ZeroDivisionError(f'Fraction({n}, 0)')
        g = _math.gcd(n, d)
        if d < 0:
            g = -g
        return cls._make(n // g, d // g)

    @classmethod
    def from_float(cls, f):
        return cls(f)

    @classmethod
    def from_number(cls, number):
        return cls(number)

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._make(p1, q1)
        return Fraction._reduced(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def __format__(self, spec):
        if not spec:
            return str(self)
        return format(str(self), spec) if spec[-1] not in 'eEfFgG%' else format(float(self), spec)

    def _binary(self, other, exact, inexact):
        if isinstance(other, (int, Fraction)):
            return exact(self._numerator, self._denominator, *_parts(other))
        if isinstance(other, (float, complex)):
            return inexact(float(self), other)
        return NotImplemented

    def _reflected(self, other, exact, inexact):
        if isinstance(other, (int, Fraction)):
            return exact(*_parts(other), self._numerator, self._denominator)
        if isinstance(other, (float, complex)):
            return inexact(other, float(self))
        return NotImplemented

    def __add__(self, other):
        return self._binary(other, _add, lambda x, y: x + y)

    def __radd__(self, other):
        return self._reflected(other, _add, lambda x, y: x + y)

    def __sub__(self, other):
        return self._binary(other, _sub, lambda x, y: x - y)

    def __rsub__(self, other):
        return self._reflected(other, _sub, lambda x, y: x - y)

    def __mul__(self, other):
        return self._binary(other, _mul, lambda x, y: x * y)

    def __rmul__(self, other):
        return self._reflected(other, _mul, lambda x, y: x * y)

    def __truediv__(self, other):
        return self._binary(other, _div, lambda x, y: x / y)

    def __rtruediv__(self, other):
        return self._reflected(other, _div, lambda x, y: x / y)

    def __floordiv__(self, other):
        return self._binary(other, lambda a, b, c, d: (a * d) // (b * c), lambda x, y: x // y)

    def __rfloordiv__(self, other):
        return self._reflected(other, lambda a, b, c, d: (a * d) // (b * c), lambda x, y: x // y)

    def __mod__(self, other):
        return self._binary(other, lambda a, b, c, d: Fraction._reduced((a * d) % (c * b), b * d), lambda x, y: x % y)

    def __rmod__(self, other):
        return self._reflected(other, lambda a, b, c, d: Fraction._reduced((a * d) % (c * b), b * d), lambda x, y: x % y)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        if isinstance(other, (int, Fraction)):
            n, d = _parts(other)
            if d != 1:
                return float(self) ** float(other)
            if n >= 0:
                return Fraction._make(self._numerator ** n, self._denominator ** n)
            if self._numerator == 0:
                raise ZeroDivisionError(f'Fraction({self._denominator ** -n}, 0)')
            return Fraction._reduced(self._denominator ** -n, self._numerator ** -n)
        if isinstance(other, (float, complex)):
            return float(self) ** other
        return NotImplemented

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        return other ** float(self)

    def __pos__(self):
        return Fraction._make(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction._make(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction._make(abs(self._numerator), self._denominator)

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator or (rest * 2 == self._denominator and whole % 2 == 0):
                return whole
            return whole + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        value = float(self)
        return hash(value) if Fraction(value) == self else hash((self._numerator, self._denominator))

    def __bool__(self):
        return self._numerator != 0

    def _compare(self, other, test):
        if isinstance(other, (int, Fraction)):
            n, d = _parts(other)
            return test(self._numerator * d, self._denominator * n)
        if isinstance(other, float):
            if not _math.isfinite(other):
                return test(0.0, other)
            return self._compare(Fraction(other), test)
        return NotImplemented

    def __eq__(self, other):
        return self._compare(other, lambda x, y: x == y)

    def __lt__(self, other):
        return self._compare(other, lambda x, y: x < y)

    def __le__(self, other):
        return self._compare(other, lambda x, y: x <= y)

    def __gt__(self, other):
        return self._compare(other, lambda x, y: x > y)

    def __ge__(self, other):
        return self._compare(other, lambda x, y: x >= y)

    def __copy__(self):
        return self


def _parts(value):
    return (value._numerator, value._denominator) if isinstance(value, Fraction) else (int(value), 1)


def _add(a, b, c, d):
    return Fraction._reduced(a * d + c * b, b * d)


def _sub(a, b, c, d):
    return Fraction._reduced(a * d - c * b, b * d)


def _mul(a, b, c, d):
    return Fraction._reduced(a * c, b * d)


def _div(a, b, c, d):
    return Fraction._reduced(a * d, b * c)
