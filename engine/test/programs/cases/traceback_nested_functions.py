def outer():
    def inner(x):
        return (lambda y: y.missing)(x)

    return list(map(inner, [1]))


class C:
    @property
    def p(self):
        return outer()

    @staticmethod
    def s():
        return C().p


C.s()
