class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value, trace is not None)
        return self.swallow


with Manager("a") as m:
    print("body", m.name)
with Manager("b", swallow=True):
    raise ValueError("swallowed")
try:
    with Manager("c"), Manager("d"):
        raise KeyError("through")
except KeyError as error:
    print("caught", error)
with (
    Manager("e") as e,
    Manager("f") as f,
):
    print(e.name, f.name)


def early():
    with Manager("g"):
        return "returned"


print(early())
for i in range(3):
    with Manager(i):
        if i == 0:
            continue
        if i == 1:
            break
for wrong in (5, object()):
    try:
        with wrong:
            pass
    except TypeError as error:
        print(error)


class BadExit:
    def __enter__(self):
        return 1

    def __exit__(self, *args):
        raise RuntimeError("in exit")


try:
    with BadExit():
        raise ValueError("first")
except RuntimeError as error:
    print(error, repr(error.__context__))
with Manager("t") as (target := type("X", (), {})()).attr:
    print(target.attr.name)
