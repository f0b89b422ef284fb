class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        """In degrees Celsius."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        print("deleting")
        del self._celsius

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @staticmethod
    def parse(text):
        return Temperature(float(text))

    @classmethod
    def freezing(cls):
        return cls(0)


t = Temperature(25)
print(t.celsius, t.fahrenheit, Temperature.celsius.__doc__)
t.celsius = 30
t.celsius += 5
print(t.celsius, Temperature.parse("10").fahrenheit, Temperature.freezing().celsius, t.freezing().celsius)
try:
    t.celsius = -300
except ValueError as error:
    print(error)
try:
    t.fahrenheit = 5
except AttributeError as error:
    print(error)
del t.celsius
try:
    t.celsius
except AttributeError as error:
    print(error)


class Sub(Temperature):
    @property
    def celsius(self):
        return "hidden"

    @celsius.setter
    def celsius(self, v):
        pass

    @classmethod
    def name(cls):
        return cls.__name__


print(Sub(1).celsius, Sub.name(), Sub.freezing().__class__.__name__, Sub.parse("1").__class__.__name__)


class Manual:
    def get(self):
        return 42

    value = property(get, doc="manual")


print(Manual().value, Manual.value.__doc__, type(Manual.__dict__["value"]).__name__, Manual.value.fget is Manual.get)
print(type(Temperature.__dict__["parse"]).__name__, type(Temperature.__dict__["freezing"]).__name__)


class Cached:
    @property
    def data(self):
        print("computing")
        self.__dict__["other"] = 1
        return [1]


c = Cached()
c.__dict__["data"] = "shadow"
print(c.data, c.other)
