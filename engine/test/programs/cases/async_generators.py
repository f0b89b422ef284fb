"""Asynchronous generators driven by hand: iteration, asend, athrow, aclose, hooks, comprehensions."""

import sys
import types


@types.coroutine
def pause(value):
    return (yield value)


def run(coroutine):
    """Runs a coroutine to its end; what it pauses with is shown and sent back."""
    value = None
    while True:
        try:
            value = coroutine.send(value)
            print("  pause", value)
        except StopIteration as stop:
            return stop.value


def attempt(label, action):
    try:
        print(label, action())
    except BaseException as error:
        print(label, type(error).__name__, error)


async def count(n):
    for i in range(n):
        if i % 2:
            await pause(f"at {i}")
        yield i


async def collect(iterable):
    items = []
    async for item in iterable:
        items.append(item)
    else:
        items.append("end")
    return items


print(run(collect(count(5))))
print(run(collect(count(0))))


async def comprehensions():
    print([i async for i in count(3)])
    print({i async for i in count(3) if i}, {i: await doubled(i) async for i in count(3)})
    print([x async for i in count(3) for x in range(i)])
    print([[y async for y in count(x)] for x in range(3)])
    made = (i * 10 async for i in count(3))
    print(type(made).__name__)
    return [x async for x in made]


async def doubled(i):
    return i * 2


print(run(comprehensions()))


async def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as error:
            got = f"caught {error}"
        except GeneratorExit:
            print("  exit")
            raise


async def talk():
    e = echo()
    print(type(e).__name__, e.ag_running, e.ag_suspended, e.ag_await, e.ag_code.co_name, e.__name__)
    print(await anext(e))
    print(await e.asend("hello"), e.ag_suspended)
    print(await e.athrow(ValueError("x")))
    print(await e.asend(3))
    await e.aclose()
    try:
        await anext(e)
    except StopAsyncIteration as error:
        print("stopped", error.args)
    print(await anext(e, "default"))
    await e.aclose()
    try:
        await e.athrow(KeyError(1))
    except BaseException as error:
        print(type(error).__name__, error)


run(talk())


async def defaults():
    c = count(2)
    return [await anext(c, "d") for _ in range(4)]


print(run(defaults()))


class Numbers:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        await pause(self.i)
        return self.i


print(run(collect(Numbers(2))))
print(run(collect(aiter(Numbers(1)))))


async def early():
    c = count(10)
    async for i in c:
        if i == 1:
            break
    else:
        print("not here")
    await c.aclose()
    return i


print(run(early()))


class NoNext:
    def __aiter__(self):
        return 5


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


for bad in (1, [], NoNext(), BadNext()):
    attempt("async for", lambda: run(collect(bad)))
attempt("aiter", lambda: aiter(5))
attempt("aiter", lambda: aiter(NoNext()))
attempt("anext", lambda: anext(5))


async def raises():
    yield 1
    raise KeyError("mine")


attempt("raise", lambda: run(collect(raises())))


async def stop_inside():
    yield 1
    raise StopAsyncIteration


async def stop_iteration_inside():
    yield 1
    raise StopIteration


attempt("stop async", lambda: run(collect(stop_inside())))
attempt("stop", lambda: run(collect(stop_iteration_inside())))


async def ignoring():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def close_ignoring():
    g = ignoring()
    await anext(g)
    await g.aclose()


attempt("ignored", lambda: run(close_ignoring()))


async def cleaning():
    try:
        yield 1
        yield 2
    finally:
        await pause("cleaning")
        print("  cleaned")


async def close_cleaning():
    g = cleaning()
    await anext(g)
    await g.aclose()
    print(g.ag_frame, g.ag_running)


run(close_cleaning())

g = count(3)
a = g.__anext__()
print(type(a).__name__, iter(a) is a, a.__await__() is a)
attempt("turn", lambda: a.send(None))
attempt("turn again", lambda: a.send(None))
a = g.asend(None)
print(a.send(None), g.ag_running)
b = g.__anext__()
attempt("busy", lambda: b.send(None))
c = g.aclose()
attempt("busy close", lambda: c.send(None))
attempt("go on", lambda: a.send("x"))
a = g.athrow(ValueError, "given", None) if False else g.athrow(ValueError("given"))
print(type(a).__name__)
attempt("throw", lambda: a.send(None))
attempt("throw again", lambda: a.send(None))
a = g.__anext__()
attempt("ended", lambda: a.send(None))
g = count(3)
a = g.asend(5)
attempt("non-None", lambda: a.send(None))
a.close()
a = g.aclose()
attempt("close", lambda: a.send(None))
a = g.__anext__()
attempt("closed", lambda: a.send(None))
g = count(5)
a = g.__anext__()
attempt("item", lambda: a.send(None))
a = g.__anext__()
print(a.send(None))
attempt("thrown into", lambda: a.throw(OSError("turn")))
attempt("not iterable", lambda: iter(g))
attempt("not awaitable", lambda: g.send(1))

print(sys.get_asyncgen_hooks())
seen = []
sys.set_asyncgen_hooks(firstiter=lambda agen: seen.append(agen.__name__))
print(run(collect(count(1))), run(collect(echo_once := count(0))), seen)
print(sys.get_asyncgen_hooks().finalizer)
sys.set_asyncgen_hooks(None, None)
attempt("hook", lambda: sys.set_asyncgen_hooks(5))


class Manager:
    async def __aenter__(self):
        await pause("enter")
        return self

    async def __aexit__(self, kind, error, traceback):
        await pause("exit")
        print("  exits with", kind and kind.__name__, error)
        return kind is ValueError


async def manage(error):
    async with Manager() as one, Manager():
        print("  inside", type(one).__name__)
        if error:
            raise error
    return "after"


print(run(manage(None)))
print(run(manage(ValueError("swallowed"))))
attempt("with", lambda: run(manage(KeyError("kept"))))


class NoExit:
    async def __aenter__(self):
        pass


class WrongEnter:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *details):
        pass


class WrongExit:
    async def __aenter__(self):
        pass

    def __aexit__(self, *details):
        return 5


async def use(manager):
    async with manager:
        pass


for manager in (NoExit(), WrongEnter(), WrongExit(), 5):
    attempt("manager", lambda: run(use(manager)))


async def many(n):
    for i in range(n):
        yield i


async def total(n):
    result = 0
    async for i in many(n):
        result += i
    return result


print(run(total(2000)))


async def chain(n):
    if n == 0:
        yield 0
        return
    async for x in chain(n - 1):
        yield x + 1


print(run(collect(chain(40))))
