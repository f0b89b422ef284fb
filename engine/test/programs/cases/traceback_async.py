"""Tracebacks through awaits: each frame once, with the place where it waited."""

import traceback
import types


@types.coroutine
def pause():
    try:
        got = yield
    except LookupError as error:
        raise RuntimeError("translated") from error
    return got


async def inner():
    value = await pause()
    return 1 / value


async def middle():
    try:
        return await inner()
    finally:
        print("middle is left")


async def outer():
    return [await middle()]


async def items():
    yield await middle()


async def over_items():
    async for item in items():
        print(item)


def show(start, act):
    coroutine = start()
    coroutine.send(None)
    try:
        act(coroutine)
    except StopIteration as stop:
        print("returned", stop.value)
    except BaseException:
        traceback.print_exc()
        print("--")


for start in (outer, over_items):
    show(start, lambda coroutine: coroutine.send(2))
    show(start, lambda coroutine: coroutine.send(0))
    show(start, lambda coroutine: coroutine.throw(ValueError("thrown")))
    show(start, lambda coroutine: coroutine.throw(KeyError("looked up")))


async def handles():
    try:
        raise KeyError("first")
    except KeyError:
        await pause()
        raise


made = handles()
made.send(None)
try:
    made.throw(OSError("while handling"))
except OSError as error:
    print(repr(error.__context__))
made = handles()
made.send(None)
try:
    made.send(5)
except KeyError as error:
    print(repr(error), error.__context__)


async def awaits_five():
    await 5


awaits_five().send(None)
