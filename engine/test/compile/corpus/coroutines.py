def a():
    yield
    yield 1
    x = yield
    y = yield x
    yield x, y
    z = yield from y
    yield from (yield)
    return z
def b():
    return (yield)
def c():
    for x in y: yield x
    while (z := (yield x)): pass
def d():
    if 0: yield
async def e():
    await a
    x = await b()
    return await c(await d, *await e)
async def f():
    async with a: pass
    async with a as b: await c
    async with a as b, c as (d, e):
        return f
    async for x in y:
        if x: break
        if z: continue
        await x
    else:
        w()
    async for x.a, y[0] in z: return x
async def g():
    yield 1
    x = yield
    await y
    yield x
    return
async def h():
    try:
        async with a: await b
    except E as e:
        await c
    finally:
        await d
    for x in y:
        async with x:
            if a: break
            if b: continue
            return await c
    async for x in y:
        try:
            await z
        finally:
            await w
async def i():
    with a: await b
    x = [await y, await z]
    y = f"{await x}"
    await x if await y else await z
    lambda: (yield)
    def inner():
        yield x
    async def nested(): await y
def j():
    x = lambda: (yield from y)
    try:
        yield
    finally:
        with z: yield 1
async def k():
    return [x for x in await y], (await z for _ in w)
async def l(): pass
async def m(self, *a, **k):
    "doc"
    async for (
        x
    ) in (
        y
    ):
        pass
    async with (
        z
        as
        w
    ):
        pass
class C:
    async def f(self): return await super().f()
    def g(self): yield super().g
async def n():
    while True:
        await a
    async for x in y:
        async for z in x:
            yield z
