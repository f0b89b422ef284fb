class Task:
    def __init__(self, name, steps):
        self.name, self.steps = name, steps

    async def run(self):
        for i in range(self.steps):
            await Pause(f"{self.name}{i}")
        return self.name.upper()


class Pause:
    def __init__(self, tag):
        self.tag = tag

    def __await__(self):
        got = yield self.tag
        return got


def drive(coroutines):
    pending = [(c, None) for c in coroutines]
    while pending:
        c, value = pending.pop(0)
        try:
            print("step", c.send(value))
            pending.append((c, "v"))
        except StopIteration as stop:
            print("done", stop.value)


drive([Task("a", 2).run(), Task("b", 1).run()])


class Numbers:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class Lock:
    async def __aenter__(self):
        print("acquire")
        return self

    async def __aexit__(self, *args):
        print("release")


async def main():
    async with Lock():
        values = [n async for n in Numbers(3)]
    async for n in Numbers(2):
        values.append(n * 10)
    return values + [await Pause("last")]


drive([main()])


async def agen():
    yield 1
    yield 2


async def use():
    return [x async for x in agen()]


drive([use()])
