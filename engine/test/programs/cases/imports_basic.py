import math
import sys
import random as rnd
from math import pi as PI, floor, sqrt

print(math.floor(2.7), floor(-2.5), sqrt(16), round(PI, 5), math.gcd(12, 18), math.factorial(10))
print(sys.argv[0].rsplit("/", 1)[-1], sys.version_info[:2], sys.version_info >= (3, 14), sys.byteorder, __name__, type(sys.modules).__name__, "math" in sys.modules)
print(math.__name__, rnd.__name__)
if True:
    import math as local_math
print(local_math is math, __import__("math") is math)
try:
    import nope.nothing
except ImportError as error:
    print(type(error).__name__, error)
try:
    math.nope
except AttributeError as error:
    print(error)


def inside():
    import time

    return time.__name__, "time" in globals()


print(inside())
