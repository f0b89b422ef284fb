# Every operation of decimal on a grid of numbers, in contexts of several kinds; a line for each operation.
import zlib
from decimal import (ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal,
                     DecimalException)

NUMBERS = [Decimal(text) for text in (
    "0 -0 0.00 0E+5 1 -1 1.0 2 3 7 -2.5 0.5 1.5 10 100 1E+3 9 99 999 123456789 0.000123 1.23E-10 -9.99E+5 4.56E+20 1E-400 9E+380 "
    "1.000001 0.999999 12345.6789 1100 1010 33.3333333333 Infinity -Infinity NaN NaN12 -NaN sNaN sNaN5").split()]
CONTEXTS = [Context(prec=9, Emin=-383, Emax=384, clamp=0, traps=[]), Context(prec=3, rounding=ROUND_HALF_UP, Emin=-5, Emax=5, clamp=1, traps=[]),
            Context(prec=16, rounding=ROUND_FLOOR, Emin=-999999, Emax=999999, traps=[])]
UNARY = """abs canonical copy_abs copy_decimal copy_negate exp is_finite is_infinite is_nan is_normal is_qnan is_signed is_snan is_subnormal is_zero ln log10 logb
logical_invert minus next_minus next_plus normalize number_class plus sqrt to_eng_string to_integral_exact to_integral_value to_sci_string create_decimal""".split()
BINARY = """add compare compare_signal compare_total compare_total_mag copy_sign divide divide_int divmod logical_and logical_or logical_xor max max_mag min min_mag
multiply next_toward power quantize remainder remainder_near rotate same_quantum scaleb shift subtract""".split()


def flags(context):
    text = "".join(signal.__name__[0] for signal, on in context.flags.items() if on)
    context.clear_flags()
    return text


def line(name, results):
    text = " ".join(results)
    print(name, len(results), zlib.crc32(text.encode()), text[:60])


for name in UNARY:
    line(name, [f"{getattr(context, name)(x)}{flags(context)}" for context in CONTEXTS for x in NUMBERS])
for name in BINARY:
    line(name, [f"{getattr(context, name)(x, y)}{flags(context)}" for context in CONTEXTS for x in NUMBERS for y in NUMBERS
                if name != "power" or context.prec < 16 and (y.is_nan() or y.is_infinite() or y.adjusted() < 3)])
line("fma", [f"{context.fma(x, y, z)}{flags(context)}" for context in CONTEXTS for x in NUMBERS[::3] for y in NUMBERS[1::3] for z in NUMBERS[2::3]])
line("powmod", [f"{context.power(x, y, z)}{flags(context)}" for context in CONTEXTS for x in NUMBERS[::2] for y in NUMBERS[1::3] for z in NUMBERS[2::3]])
for rounding in (ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP):
    context = Context(prec=4, rounding=rounding, traps=[])
    line(rounding, [f"{context.plus(sign * Decimal(n).scaleb(-3))}{flags(context)}" for sign in (1, -1) for n in range(123400, 123480, 3)])
    line("  sums", [str(context.add(x, y)) for x in NUMBERS for y in NUMBERS])
specs = ["", ".2f", ".0f", "10.3e", "+,.1f", "<12", "^14.4g", "012.2f", "%", ".1%", "=+10", "*^20,.3f", "E", "g", "n", "x>9.1f"]
line("format", [format(x, spec) for x in NUMBERS if abs(x.adjusted()) < 40 for spec in specs])
line("str", [f"{x!r} {x.as_tuple()} {x.to_eng_string()} {x.adjusted()}" for x in NUMBERS])
results = []
for x in NUMBERS:
    for convert in (int, float, round, hash, bool, lambda v: v.as_integer_ratio(), lambda v: round(v, 2), lambda v: v.__floor__(), lambda v: v.__ceil__(), complex):
        if x.adjusted() > 50 or x.is_qnan() and convert is hash:
            continue
        try:
            results.append(str(convert(x)))
        except (ValueError, OverflowError, TypeError, DecimalException) as error:
            results.append(f"{type(error).__name__} {error}")
line("convert", results)
results = []
for x in NUMBERS:
    for y in [*NUMBERS, 1, -1, 0, 0.5, 2.5, float("inf"), float("nan"), 1j, 1 + 0j, None, "1"]:
        row = ""
        for compare in (lambda: x == y, lambda: x != y, lambda: x < y, lambda: x >= y):
            try:
                row += str(compare())[0]
            except (DecimalException, TypeError) as error:
                row += type(error).__name__
        results.append(row)
line("relations", results)
line("floats", [str(Decimal(x)) for x in (0.1, -0.0, 1e300, 5e-324, 2.5, 1 / 3, float("inf"), float("nan"))])
line("texts", [str(Context(traps=[]).create_decimal(text)) for text in (" 1.5 ", "1_000.5", "+1e5", ".5", "5.", "1e", "e5", "", "--1", "inf", "-Infinity", "nan", "sNaN123", "٣.١٤", "0x10",
                                                                        "1e+999999999", "1 2", "NaN 1", "infinit", "1__0")])
big = Context(prec=60, traps=[])
line("long", [str(getattr(big, name)(x)) for name in ("exp", "ln", "log10", "sqrt") for x in map(Decimal, ("2", "0.1", "10.5", "1.0000001", "123.456", "0.9999", "3E+5", "1E-30"))])
line("powers", [str(big.power(Decimal(x), Decimal(y))) for x in ("2", "0.5", "1.1", "10", "3.7", "1") for y in ("0.5", "-0.5", "10", "-3", "0.1", "1.0", "100", "2.000")])
