"""An exception thrown into what has not begun, and what closing does to a long chain of delegates."""

import traceback


def generator():
    yield 1


async def coroutine():
    pass


async def items():
    yield 1


def show(act):
    try:
        print(act())
    except BaseException:
        traceback.print_exc()


show(lambda: generator().throw(ValueError("g")))
show(lambda: coroutine().throw(ValueError("c")))
show(lambda: items().athrow(ValueError("i")).send(None))
show(lambda: items().aclose().send(None))
show(lambda: generator().close())

order = []


def nested(n):
    try:
        if n == 0:
            yield "bottom"
        else:
            yield from nested(n - 1)
    finally:
        order.append(n)


chain = nested(300)
print(next(chain))
chain.close()
print(order == list(range(301)), next(chain, "closed"))


def stubborn(n):
    try:
        yield from nested(n)
    except GeneratorExit:
        return "returned instead"


made = stubborn(5)
next(made)
print(made.close())


def fails(n):
    if n == 0:
        try:
            yield
        finally:
            raise KeyError("while closing")
    try:
        yield from fails(n - 1)
    except KeyError as error:
        raise KeyError(n) from error


made = fails(2)
next(made)
show(made.close)


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def delegates():
    yield from ignores()


made = delegates()
next(made)
show(made.close)


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def close(self):
        print("delegate closed")


def to_delegate():
    try:
        yield from Delegate()
    finally:
        print("finally")


made = to_delegate()
next(made)
made.close()


def running():
    show(lambda: me.close())
    yield 1


me = running()
next(me)
generator().throw(ValueError("at the end"))
