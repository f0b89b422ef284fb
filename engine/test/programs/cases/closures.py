def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def get():
        return count

    return increment, get


inc, get = counter()
inc()
inc(5)
inc2, get2 = counter(100)
inc2()
print(get(), get2())


def make_adders():
    return [lambda x, n=n: x + n for n in range(3)], [lambda x: x + n for n in range(3)]


early, late = make_adders()
print([f(10) for f in early], [f(10) for f in late])


def deep():
    a = 1

    def one():
        b = 2

        def two():
            nonlocal a
            c = a + b
            a += 10
            return c

        return two

    return one(), lambda: a


two, peek = deep()
print(two(), two(), peek())


def unbound():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        print(error)
    later = "now"
    return inner()


print(unbound())
f, g = counter()
print(f.__closure__[0].cell_contents, f.__code__.co_freevars, [c.cell_contents for c in f.__closure__])


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)

    return fact


print(recursive()(10))


def delete_cell():
    x = 1

    def inner():
        return x

    del x
    try:
        inner()
    except NameError as error:
        print(error)


delete_cell()
total = 0


def add_global(n):
    global total, made_here
    total += n
    made_here = "yes"


add_global(3)
add_global(4)
print(total, made_here)
