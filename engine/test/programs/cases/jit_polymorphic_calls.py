class Square:
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s * self.s


class Circle:
    def __init__(self, r):
        self.r = r

    def area(self):
        return 3 * self.r * self.r


class Triangle:
    def __init__(self, b, h):
        self.b, self.h = b, h

    def area(self):
        return self.b * self.h / 2


class Small(Square):
    pass


class Odd(Square):
    area = staticmethod(lambda: 1)


class Callable:
    class area:
        def __new__(cls):
            return 2


shapes = [Square(2), Circle(1), Triangle(3, 4), Small(5), Odd(9), Callable()]
total = 0
for i in range(5000):
    total += shapes[i % 6].area()
print(total)
total = 0
for i in range(5000):
    total += shapes[0 if i < 2500 else 2].area()
print(total)
functions = [abs, lambda x: x + 1, str, Square, len, int]
kinds = {}
for i in range(3000):
    f = functions[i % 6]
    r = f(i) if f is not len else f([i])
    kinds[type(r).__name__] = kinds.get(type(r).__name__, 0) + 1
print(kinds)
