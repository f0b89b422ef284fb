class Particle:
    def __init__(self, x, v):
        self.x = x
        self.v = v

    def step(self, dt):
        self.x += self.v * dt
        if self.x > 10.0 or self.x < 0.0:
            self.v = -self.v


ps = [Particle(float(i), 0.5 + i * 0.1) for i in range(10)]
for t in range(400):
    for p in ps:
        p.step(0.05)
print([round(p.x, 9) for p in ps[:3]], sum(p.v for p in ps))
o = Particle(0, 1)
for i in range(3000):
    o.x = o.x + o.v
    o.v = -o.v if i % 100 == 99 else o.v
print(o.x, o.v)
o.extra = 0
for i in range(3000):
    o.extra += 1
    o.x = o.extra
print(o.__dict__)
