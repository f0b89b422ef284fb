# Seeded sequences of random, number for number.
import random
r = random.Random(42)
print([r.random() for _ in range(5)], r.getrandbits(100), r.randrange(10**30), r.randint(-5, 5), r.randrange(3, 30, 4))
for seed in (0, 1, -7, 2**40, 10**30, "text", "", b"bytes", bytearray(b"x"), 1.5, -0.0, 1e300, True):
    r.seed(seed)
    print(repr(seed), r.random(), r.randint(1, 10**6), r.getrandbits(64), r.uniform(2, 3))
r.seed(3)
x = list(range(30))
r.shuffle(x)
print(x, r.sample(range(100), 5), r.sample(range(1000), 30), r.sample(x, 0), r.sample("abc", 2, counts=[3, 2, 1]))
print(r.choice("abcdef"), r.choices("abc", k=5), r.choices("abc", [1, 5, 2], k=5), r.choices("abc", cum_weights=[1, 6, 8], k=5))
print(r.gauss(), r.gauss(10, 2), r.normalvariate(0, 1), r.expovariate(2), r.triangular(), r.triangular(1, 5, 2), r.lognormvariate(0, 1))
print(r.betavariate(2, 3), r.gammavariate(2, 1), r.gammavariate(0.5, 1), r.gammavariate(1, 2), r.paretovariate(3), r.weibullvariate(1, 2), r.vonmisesvariate(0, 1))
state = r.getstate()
a = [r.random(), r.gauss()]
r.setstate(state)
print(a == [r.random(), r.gauss()], state[0], len(state[1]), r.randbytes(5))
random.seed(99)
print(random.random(), random.randint(1, 6), random.sample([1, 2, 3, 4], 2), random.choice([1, 2, 3]))
