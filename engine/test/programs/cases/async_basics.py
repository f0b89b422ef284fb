"""Coroutines driven by hand: states, send, throw, close, and what goes wrong."""

import types


@types.coroutine
def pause(value):
    return (yield value)


def drive(coroutine, *sent):
    """Sends None, then each value; shows what comes out."""
    values = [None, *sent]
    for value in values:
        try:
            print("  yielded", coroutine.send(value))
        except StopIteration as stop:
            print("  returned", stop.value)
            return
    print("  still paused")
    coroutine.close()


async def plain():
    return 42


async def twice(x):
    first = await pause(x)
    second = await pause(first * 2)
    return first + second


async def nested(depth):
    if depth == 0:
        return await pause("bottom")
    return (await nested(depth - 1)) + 1


drive(plain())
drive(twice(1), 10, 20)
drive(nested(30), 5)
drive(nested(3))

coroutine = twice(7)
print(type(coroutine).__name__, coroutine.__name__, coroutine.__qualname__)
print(coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_await, coroutine.cr_origin)
print(coroutine.cr_code.co_name, coroutine.cr_code.co_flags & 0x80, coroutine.cr_frame is not None)
print(coroutine.send(None), coroutine.cr_suspended, type(coroutine.cr_await).__name__)
coroutine.__name__ = "renamed"
print(coroutine.__name__)
try:
    coroutine.__name__ = 5
except TypeError as error:
    print(error)
coroutine.close()
print(coroutine.cr_suspended, coroutine.cr_frame, coroutine.cr_await)


def attempt(label, action):
    try:
        print(label, action())
    except BaseException as error:
        print(label, type(error).__name__, error)


attempt("reuse", lambda: coroutine.send(None))
attempt("throw reuse", lambda: coroutine.throw(ValueError("x")))
attempt("close again", coroutine.close)
fresh = twice(1)
attempt("non-None", lambda: fresh.send(1))
attempt("throw new", lambda: fresh.throw(KeyError("k")))
attempt("after throw", lambda: fresh.send(None))

for value in (1, "text", [], object, lambda: 0, (i for i in ())):

    async def bad(value=value):
        await value

    made = bad()
    attempt("await", lambda: made.send(None))


class BadAwait:
    def __await__(self):
        return 5


class CoroutineAwait:
    def __await__(self):
        self.made = plain()
        return self.made


class GoodAwait:
    def __await__(self):
        got = yield "from __await__"
        return got * 2


async def awaits(thing):
    return await thing


attempt("bad await", lambda: awaits(BadAwait()).send(None))
wrong = CoroutineAwait()
attempt("coroutine await", lambda: awaits(wrong).send(None))
wrong.made.close()
drive(awaits(GoodAwait()), 21)

shared = twice(3)
first = awaits(shared)
print(first.send(None))
second = awaits(shared)
attempt("awaited already", lambda: second.send(None))
first.close()
attempt("closed", lambda: awaits(shared).send(None))


async def stops():
    raise StopIteration(3)


async def stops_async():
    raise StopAsyncIteration(3)


attempt("stop", lambda: stops().send(None))
attempt("stop async", lambda: stops_async().send(None))


async def cleans():
    try:
        await pause("waiting")
    except GeneratorExit:
        print("  cleaned by exit")
        raise
    except KeyError as error:
        print("  caught", error)
        return await pause("again")
    finally:
        print("  finally")


made = cleans()
made.send(None)
made.close()
made = awaits(cleans())
made.send(None)
print(made.throw(KeyError("inside")))
attempt("end", lambda: made.send("last"))
made = awaits(cleans())
made.send(None)
attempt("other", lambda: made.throw(ZeroDivisionError("through")))
made = awaits(cleans())
made.send(None)
made.close()


async def ignores():
    try:
        await pause(1)
    except GeneratorExit:
        await pause(2)


made = ignores()
made.send(None)
attempt("ignored", made.close)
made.close()


async def itself():
    attempt("running", lambda: me.send(None))
    attempt("state", lambda: (me.cr_running, me.cr_suspended))


me = itself()
attempt("end", lambda: me.send(None))

wrapper = twice(4).__await__()
print(type(wrapper).__name__, iter(wrapper) is wrapper, next(wrapper), wrapper.send(5))
attempt("wrapper", lambda: wrapper.send(6))
wrapper = twice(4).__await__()
next(wrapper)
attempt("wrapper throw", lambda: wrapper.throw(OSError("gone")))
wrapper.close()


def not_iterable():
    for _ in made_again:
        pass


made_again = plain()
attempt("iterate", not_iterable)
attempt("iter", lambda: iter(made_again))
attempt("next", lambda: next(made_again))


def delegating():
    yield from made_again


attempt("yield from", lambda: next(delegating()))
made_again.close()


@types.coroutine
def delegating_too():
    return (yield from twice(2))


drive(delegating_too(), 1, 2)


async def arguments(a, b=2, *rest, c, **more):
    return a, b, rest, c, more


drive(arguments(1, c=3))
drive(arguments(1, 2, 3, 4, c=5, d=6))
attempt("missing", lambda: arguments(1))


async def loop(n):
    total = 0
    for i in range(n):
        total += await one(i)
    return total


async def one(i):
    return i * 2 if i % 3 else await pause(i)


def run(coroutine):
    value = None
    pauses = 0
    while True:
        try:
            value = coroutine.send(value)
            pauses += 1
        except StopIteration as stop:
            return stop.value, pauses


print(run(loop(1000)))
