# Signals and roots: cmath, complex, math.
import cmath
import math


def fft(values):
    n = len(values)
    if n == 1:
        return list(values)
    even, odd = fft(values[0::2]), fft(values[1::2])
    twiddled = [cmath.exp(-2j * cmath.pi * k / n) * odd[k] for k in range(n // 2)]
    return [e + t for e, t in zip(even, twiddled)] + [e - t for e, t in zip(even, twiddled)]


signal = [math.sin(2 * math.pi * 3 * i / 16) + 0.5 * math.cos(2 * math.pi * 5 * i / 16) for i in range(16)]
spectrum = [round(abs(x), 6) for x in fft(signal)]
print(spectrum)


def roots(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


print(roots(1, -3, 2), roots(1, 2, 5), roots(1j, 0, 1))
print(cmath.polar(3 + 4j), cmath.rect(2, math.pi / 6), cmath.phase(-1), cmath.phase(complex(-1, -0.0)))
FUNCTIONS = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split()
INF, NAN = math.inf, math.nan
POINTS = [0j, 1 + 0j, -1 + 0j, 0.5 + 0.25j, -2 - 3j, complex(0.0, -0.0), complex(-0.0, 1), 1e-320 + 1e-320j, 1e308 + 1e308j, 700 + 1j,
          -711 + 2j]
POINTS += [complex(x, y) for x in (-INF, -1.0, -0.0, 0.0, 1.0, INF, NAN) for y in (-INF, -1.0, -0.0, 0.0, 1.0, INF, NAN)]


def show(z):
    return f"{z.real:.9g},{z.imag:.9g}"


for name in FUNCTIONS:
    results = []
    for z in POINTS:
        try:
            results.append(show(getattr(cmath, name)(z)))
        except (ValueError, OverflowError) as error:
            results.append(str(error))
    print(name, *results)
for r, phi in ((INF, 0.0), (INF, 1.0), (-INF, 2.0), (INF, INF), (0.0, INF), (NAN, 0.0), (1.0, NAN), (-0.0, 0.0), (1, -0.0)):
    try:
        print(show(cmath.rect(r, phi)), end=" ")
    except ValueError as error:
        print(error, end=" ")
print()
print(cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 1.1, abs_tol=0.2), cmath.isclose(INF, INF), cmath.isfinite(1 + 1j), cmath.isinf(complex(0, INF)),
      cmath.isnan(complex(NAN, 0)), cmath.infj, cmath.nanj, cmath.tau, cmath.log(8, 2), cmath.log(100, 10 + 0j))


class Like:
    def __complex__(self):
        return 3 + 4j


print(abs(complex(Like())), cmath.sqrt(Like()), cmath.sqrt(True), cmath.sqrt(4))
for act in (lambda: cmath.sqrt("x"), lambda: cmath.log(0), lambda: cmath.log(2, 1), lambda: cmath.isclose(1, 2, rel_tol=-1), lambda: cmath.polar(1e308 + 1e308j * 2),
            lambda: cmath.sqrt(), lambda: cmath.rect(1), lambda: cmath.atanh(1), lambda: cmath.exp(1000), lambda: cmath.phase(None)):
    try:
        print(act())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
