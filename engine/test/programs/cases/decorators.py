def trace(function):
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("return", result)
        return result

    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


@trace
def add(a, b=1):
    """Adds."""
    return a + b


@repeat(3)
@trace
def hello(name):
    return f"hi {name}"


add(1, b=5)
print(add.__name__, add.__doc__)
print(hello("x"))


class Register:
    known = {}

    def __init__(self, name):
        self.name = name

    def __call__(self, cls):
        Register.known[self.name] = cls
        return cls


@Register("alpha")
class A:
    pass


print(Register.known["alpha"] is A)


def memoize(f):
    cache = {}

    def inner(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]

    return inner


@memoize
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))


@(lambda f: lambda *a: ("odd", f(*a)))
def odd(x):
    return x


print(odd(5))
