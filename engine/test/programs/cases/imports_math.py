# Functions of the C library are compared to twelve digits: the last ones differ between libraries.
import math


def near(*values):
    print(*(f"{value:.12g}" for value in values))


print(math.pi, math.e, math.tau, math.inf, math.nan)
near(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1), math.atan2(1, -1))
near(math.exp(1), math.log(10), math.log(8, 2), math.log2(10), math.log10(5), math.log1p(1e-10), math.expm1(1e-10))
near(math.cbrt(27), math.pow(2, 0.5), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5))
near(math.gamma(5.5), math.lgamma(10), math.erf(1), math.erfc(0.5), math.log(10**100), math.log2(2**200), math.exp(-745.0))
print(math.sqrt(2), math.isqrt(99), math.hypot(3, 4), math.fabs(-2), math.dist([0, 0], [3, 4]), math.log2(8), math.log10(1000))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fmod(-7, 3), math.modf(2.75), math.frexp(10.0), math.ldexp(0.5, 4))
print(math.gcd(48, 36, 6), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.factorial(20), math.prod([1, 2, 3, 4]))
print(math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), math.copysign(3, -0.0), math.degrees(math.pi), math.radians(180))
print(math.floor(10**20), math.ceil(5), math.isqrt(10**30), math.ulp(1.0), math.nextafter(1, 2), math.remainder(7, 4), math.comb(50, 25))
for wrong in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.sqrt("a"), lambda: math.exp(1000), lambda: math.acos(2), lambda: math.isqrt(-1), lambda: math.gcd(1.5, 2), lambda: math.floor("x"), lambda: math.fmod(1, 0), lambda: math.factorial(1.5), lambda: math.sin(math.inf)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
