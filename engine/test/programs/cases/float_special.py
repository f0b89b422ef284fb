import math

inf, nan = float("inf"), float("nan")
print(inf > 1e308, -inf < -1e308, inf == inf, nan == nan, nan != nan, nan < 1, nan > 1)
print(inf + 1, inf - inf, inf * 0, inf / inf, 1 / inf, -1 / inf, inf // 2, 5 % inf, -5 % inf)
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1.0), math.copysign(1, -0.0))
print([nan] == [nan], nan in [nan], nan is nan)
values = [3.0, nan, 1.0]
x = values[1]
print(x in values, values.index(x), max(1.0, nan), min(nan, 1.0))
for text in ("1.5", "  2e3 ", "inf", "-Infinity", "nan", "1_000.5", ".5", "5.", "+1e-3"):
    print(float(text))
for text in ("", "abc", "1.5.2", "1e", "--1", "1_"):
    try:
        float(text)
    except ValueError as error:
        print(error)
for value in (inf, nan):
    try:
        int(value)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
try:
    10.0**400
except OverflowError as error:
    print(type(error).__name__, error.args)
try:
    float(10**400)
except OverflowError as error:
    print(error)
