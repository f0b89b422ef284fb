def attempt(function):
    try:
        print(function())
    except NameError as error:
        print(type(error).__name__, error)


x = 1


def local_before_assignment():
    print(x)
    x = 2


def conditional(flag):
    if flag:
        y = 1
    return y


def deleted():
    z = 1
    del z
    return z


def delete_unbound():
    del q
    q = 1


def loop_variable():
    for i in []:
        pass
    return i


def except_variable():
    e = 1
    try:
        raise ValueError
    except ValueError as e:
        pass
    return e


attempt(local_before_assignment)
attempt(lambda: conditional(False))
attempt(lambda: conditional(True))
attempt(deleted)
attempt(delete_unbound)
attempt(loop_variable)
attempt(except_variable)
attempt(lambda: undefined_name)
attempt(lambda: pritn)


def delete_global():
    global missing
    del missing


attempt(delete_global)
w = 5
del w
attempt(lambda: w)


class Scope:
    x = x
    y = x + 1

    def method(self):
        return x

    z = [x for _ in range(2)]


print(Scope.x, Scope.y, Scope().method(), Scope.z)
print("x" in globals(), "w" in globals(), sorted(k for k in vars(Scope) if not k.startswith("_")))


def show_locals(a, b=2):
    c = 3
    return locals()


print(show_locals(1))

for text in (
    "class K:\n    m = [lambda: __class__ for _ in range(2)]\n",
    "class K:\n    m = [__class__ for _ in range(2)]\n",
    "class K:\n    m = [super() for _ in range(2)]\n",
):
    try:
        exec(text)
    except Exception as error:
        print(type(error).__name__, error)
