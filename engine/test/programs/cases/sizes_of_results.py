"""Random bits and bytes of any length, binomials, digits of floats past the last; requests that are too large."""
import math
import random
from hashlib import md5

random.seed(3)
for k in (0,1,5,31,32,33,64,65,100,1000,100003):
    print(k, hash(random.getrandbits(k)), random.getrandbits(k).bit_length() <= k)
for k in (0,1,2,3,4,5,7,8,9,100):
    print(random.randbytes(k))
print(random.random(), len(random.randbytes(10**6)))
print(math.comb(50, 25), math.comb(10**6, 2), math.perm(20, 3), math.comb(5,0), math.perm(5,0), math.comb(0,0), math.comb(10**30, 1), math.perm(10**30,2))
print(math.comb(10**400, 2) % 10**9, math.perm(10**400, 2) % 10**9, math.comb(10**400, 10**400 - 1) == 10**400)

for v in (1.0, 1 / 3, 5e-324, 1.7976931348623157e308, -2.5e-10, 0.0, 2.2250738585072014e-308):
    for n in (1074, 1075, 1100, 2000):
        print(*(md5((text % (n, v)).encode()).hexdigest()[:8] for text in ("%.*f", "%.*e", "%.*g")), len("%.*f" % (n, v)))
print(len("%.*f" % (10**6, 1.5)), format(1.5, ".1200f")[-130:])


long_repr = repr("é\n\U0001f600x\x00" * 50_000)
print(len(long_repr), long_repr[:40], md5(long_repr.encode()).hexdigest())

try:
    "a".center(10**10)
except (MemoryError, OverflowError):
    print("too long")
