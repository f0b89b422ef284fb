import random

random.seed(42)
print(random.random(), random.random(), random.randint(1, 100), random.randrange(0, 100, 7), random.uniform(1, 2))
print(random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.sample(range(100), 5), random.choices("ab", weights=[1, 9], k=6))
items = list(range(10))
random.shuffle(items)
print(items, random.getrandbits(40))
print(*(f"{v:.12g}" for v in (random.gauss(0, 1), random.expovariate(1.5), random.betavariate(1, 2), random.triangular(1, 2, 1.5))))
random.seed("text")
print(random.random(), random.randint(-5, 5))
random.seed(0)
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
print(a == [random.random() for _ in range(3)], a[0])
r = random.Random(7)
print(r.random(), r.randint(1, 6), [r.randrange(10) for _ in range(10)], r.getrandbits(100), f"{r.normalvariate(5, 2):.12g}")
total = 0
random.seed(1)
for _ in range(1000):
    total += random.randint(1, 6)
print(total)
random.seed(3.5)
print(random.random())
random.seed(10**30)
print(random.random(), random.randbytes(4))
