"""Hot loops that await: what is inlined, what pauses, what fails, what is awaited twice."""

import types


@types.coroutine
def pause(value):
    return (yield value)


def run(coroutine):
    """Runs to the end; sends back what is yielded. How many pauses there were, and the result."""
    value, pauses = None, 0
    while True:
        try:
            value = coroutine.send(value)
            pauses += 1
        except StopIteration as stop:
            return pauses, stop.value


async def double(x):
    return x * 2


async def maybe(i):
    if i % 50 == 0:
        return await pause(i)
    return 1


async def chain(i):
    return await double(i) + await double(i + 1)


async def fails(i):
    if i % 97 == 13:
        raise KeyError(i)
    return i


async def total(n):
    result = 0
    for i in range(n):
        result += await double(i)
    return result


async def total_paused(n):
    result = 0
    for i in range(n):
        result += await maybe(i)
    return result


async def total_chained(n):
    result = 0.0
    for i in range(n):
        result += await chain(i)
    return result


async def total_caught(n):
    good = bad = 0
    for i in range(n):
        try:
            good += await fails(i)
        except KeyError as error:
            bad += error.args[0]
    return good, bad


async def total_gathered(n):
    made = [double(i) for i in range(n)]
    result = 0
    for coroutine in made:
        result += await coroutine
    return result


async def items(n):
    for i in range(n):
        if i % 100 == 7:
            await pause(i)
        yield await double(i)


async def total_items(n):
    result = 0
    async for item in items(n):
        result += item
    return result


async def total_comprehended(n):
    return sum([x async for x in items(n) if x % 3]) + sum([await double(i) for i in range(n)])


class Resource:
    entered = left = 0

    async def __aenter__(self):
        Resource.entered += 1
        return self

    async def __aexit__(self, *details):
        Resource.left += 1


async def managed(n):
    for i in range(n):
        async with Resource():
            if i % 10 == 0:
                continue
    return Resource.entered, Resource.left


class Ready:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return self.value
        yield


async def awaits_objects(n):
    result = 0
    for i in range(n):
        result += await Ready(i)
    return result


async def awaits_twice(n):
    errors = 0
    for i in range(n):
        coroutine = double(i)
        await coroutine
        if i % 60 == 59:
            try:
                await coroutine
            except RuntimeError as error:
                errors += 1
                text = str(error)
    return errors, text


async def recursive(n):
    return n if n < 2 else await recursive(n - 1) + await recursive(n - 2)


async def changes_type(n):
    result = 0
    for i in range(n):
        result += await (double(i) if i < n - 50 else double(i + 0.5))
    return result


for function, n in (
    (total, 3000),
    (total_paused, 1000),
    (total_chained, 1000),
    (total_caught, 1000),
    (total_gathered, 500),
    (total_items, 1000),
    (total_comprehended, 500),
    (managed, 300),
    (awaits_objects, 500),
    (awaits_twice, 300),
    (recursive, 14),
    (changes_type, 500),
):
    print(function.__name__, run(function(n)))


def scheduler(tasks):
    """Round robin over tasks that pause; driven by send from a hot loop."""
    queue, done = list(tasks), []
    turns = 0
    while queue:
        task = queue.pop(0)
        turns += 1
        try:
            task.send(None)
        except StopIteration as stop:
            done.append(stop.value)
        else:
            queue.append(task)
    return turns, done


async def ticking(name, n):
    count = 0
    for _ in range(n):
        await pause(None)
        count += 1
    return name, count


print(scheduler([ticking(name, 100 + 10 * i) for i, name in enumerate("abc")]))


def sends(n):
    def accumulate():
        total = 0
        while True:
            total += yield total

    accumulator = accumulate()
    next(accumulator)
    for i in range(n):
        last = accumulator.send(i)
    return last


print(sends(2000))


def throws(n):
    def catching():
        caught = 0
        while True:
            try:
                yield caught
            except ValueError:
                caught += 1

    catcher = catching()
    next(catcher)
    for i in range(n):
        last = catcher.throw(ValueError(i))
    return last


print(throws(500))
