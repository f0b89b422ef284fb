class C:
    def __init__(self):
        self.n = 0


c = C()
for i in range(4000):
    if i == 2000:
        c.n = 0.5
    if i == 3000:
        c.n = 2**80
    c.n += 1
print(c.n)
c.n = "a"
for i in range(1500):
    c.n = c.n + "b" if i % 2 else c.n
    if i == 1200:
        c.n = [1]
        break
print(c.n)
objects = [C() for _ in range(4)]
objects[2].n = 1.5
objects[3].n = True
for i in range(3000):
    o = objects[i & 3]
    o.n = o.n + o.n if i < 40 else o.n + 1
print([o.n for o in objects])
