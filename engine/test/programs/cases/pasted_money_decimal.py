# Exact arithmetic: decimal with contexts and signals, fractions, rounding.
import decimal
from decimal import (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal,
                     DivisionByZero, Inexact, InvalidOperation, Overflow, getcontext, localcontext)
from fractions import Fraction

print(Decimal("0.1") + Decimal("0.2"), 0.1 + 0.2, Decimal(0.1), Decimal("1e-7"), Decimal("1E+5"), Decimal("-0.00"))
price, rate = Decimal("19.99"), Decimal("0.0725")
for rounding in (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP):
    print(rounding, (price * rate).quantize(Decimal(".01"), rounding=rounding), (-price).quantize(Decimal("1"), rounding=rounding))
balance, month = Decimal(1000), 0
while balance > 0 and month < 5:
    interest = (balance * Decimal("0.05") / 12).quantize(Decimal("0.01"))
    balance += interest - 150
    month += 1
    print(f"{month:2} {interest:>8} {balance:>10,.2f}")
with localcontext() as context:
    context.prec = 50
    print(Decimal(2).sqrt(), Decimal(1) / 7)
    print(Decimal(1).exp(), Decimal(10).ln(), Decimal(2) ** Decimal("0.5"))
print(getcontext().prec, Decimal(2).sqrt(), Decimal(1) / 3, +Decimal("1.23456789012345678901234567890"))


def pi(digits):
    with localcontext(prec=digits + 2):
        three = Decimal(3)
        last, t, s, n, na, d, da = 0, three, 3, 1, 0, 0, 24
        while s != last:
            last = s
            n, na = n + na, na + 8
            d, da = d + da, da + 32
            t = (t * n) / d
            s += t
    return +s.quantize(Decimal(10) ** -digits, context=Context(prec=digits + 2))


print(pi(40))
d = Decimal("123.4500")
print(d.as_tuple(), d.normalize(), d.adjusted(), d.to_eng_string(), d.scaleb(3), d.is_signed(), d.copy_negate(), d.number_class())
print(d // 7, d % 7, divmod(d, 7), -d // 7, d ** 2, int(d), float(d), round(d, 1), round(d), hash(Decimal(5)) == hash(5), Decimal(5) == 5.0)
print(Decimal("NaN"), Decimal("Infinity") - 1, Decimal("-Inf"), Decimal("NaN").is_nan(), Decimal("nan") == Decimal("nan"), max(Decimal(1), Decimal(3)))
print(f"{d:.2f} {d:10.1f}| {d:e} {d:+} {Decimal('0.256'):.1%} {Decimal('1234567.891'):,} {d:<12}|", str(d), repr(d))
print(Decimal("3.14").compare(Decimal("2")), Decimal(10).compare_total(Decimal("10.0")), Decimal(7).fma(2, 3), Decimal("1.1").next_plus(), Decimal(100).logb())
print(sorted([Decimal("2.5"), Decimal("-1"), Decimal("10"), Decimal("2.50")]), sum(map(Decimal, "1 2 3.5".split())), Decimal((1, (1, 2, 3), -2)))
print(Decimal("12").logical_and(Decimal("10")) if False else Decimal("1100").logical_and(Decimal("1010")), Decimal("0.5").as_integer_ratio())
for act in (lambda: Decimal(1) / 0, lambda: Decimal("abc"), lambda: Decimal(0) / 0, lambda: Decimal(-1).sqrt(), lambda: Decimal(1) + 1.5, lambda: Decimal("1e999999") ** 10,
            lambda: Decimal(1).quantize(Decimal("1e-40")), lambda: int(Decimal("nan")), lambda: Decimal("sNaN") + 1, lambda: Decimal([1]), lambda: Decimal(1) < "2",
            lambda: getcontext().__setattr__("prec", 0), lambda: Decimal("inf") % 2):
    try:
        print(act())
    except (decimal.DecimalException, TypeError, ValueError, OverflowError, ArithmeticError) as error:
        print(type(error).__name__, error)
with localcontext() as context:
    context.traps[Inexact] = True
    try:
        Decimal(1) / 3
    except Inexact as error:
        print("trapped", error)
    context.traps[DivisionByZero] = context.traps[InvalidOperation] = context.traps[Inexact] = False
    print(Decimal(1) / 0, Decimal(0) / 0, sorted(flag.__name__ for flag, on in context.flags.items() if on))
print(Context(prec=3, rounding=ROUND_UP).divide(Decimal(1), Decimal(3)), decimal.BasicContext.prec, decimal.ExtendedContext.create_decimal("1.2"))
print(Fraction(1, 3) + Fraction("0.25"), Fraction(0.5), Fraction(Decimal("1.1")), Fraction(22, 7).limit_denominator(5), Fraction(7, 2) // 1, round(Fraction(7, 3), 2),
      Fraction(-3, 6), float(Fraction(1, 8)), Fraction("3/4") ** 2, f"{Fraction(1, 3):.3f}")
