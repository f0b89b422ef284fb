class A:
    factor = 2

    def value(self):
        return self.factor


class B(A):
    pass


b = B()
total = 0
for i in range(6000):
    if i == 1000:
        A.factor = 3
    elif i == 2000:
        B.factor = 5
    elif i == 3000:
        b.factor = 7
    elif i == 4000:
        A.value = lambda self: 100
    elif i == 5000:
        B.value = lambda self: self.factor * 1000
    total += b.value()
print(total)


class C:
    def get(self):
        return 1


class D:
    def get(self):
        return 2


o = C()
total = 0
for i in range(3000):
    if i == 1500:
        o.__class__ = D
    total += o.get()
print(total)


class P:
    @property
    def x(self):
        return 1


p = P()
total = 0
for i in range(3000):
    if i == 1000:
        P.x = property(lambda self: 10)
    if i == 2000:
        del P.x
        p.x = 100
    total += p.x
print(total)
