"""asyncio: tasks, gather, groups, queues, locks, events, timeouts, cancellation, by a clock that only waiting moves."""

import asyncio
import asyncio.base_events


class Loop(asyncio.base_events.BaseEventLoop):
    """Waits for nothing: its clock is put forward instead. So the order of events is the same on every machine."""

    def __init__(self):
        super().__init__()
        self._now = 0.0
        self._selector = self

    def time(self):
        return self._now

    def select(self, timeout):
        self._now += timeout
        return ()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def run(coroutine):
    return asyncio.run(coroutine, loop_factory=Loop)


async def worker(name, delays, log):
    for i, delay in enumerate(delays):
        await asyncio.sleep(delay)
        log.append(f"{name}{i}")
    return name


async def sleeping():
    log = []
    print(await asyncio.gather(worker("a", [2, 4], log), worker("b", [4, 4], log), worker("c", [0, 0], log)), log)
    print(asyncio.get_running_loop().time())


async def tasks():
    task = asyncio.create_task(worker("t", [0.001], []), name="first")
    print(task.get_name(), task.done(), task.cancelled())
    print(await task, task.done(), task.result())
    failing = asyncio.create_task(fail(KeyError("no")))
    try:
        await failing
    except KeyError as error:
        print("failed", error, failing.exception())
    results = await asyncio.gather(fail(ValueError(1)), worker("g", [], []), return_exceptions=True)
    print(results)


async def fail(error):
    await asyncio.sleep(0)
    raise error


async def cancelling():
    async def patient():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            print("asked to stop")
            raise
        finally:
            print("cleaned up")

    task = asyncio.create_task(patient())
    await asyncio.sleep(0)
    print(task.cancel("enough"))
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args, task.cancelled())

    async def stubborn():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            return "stayed"

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled())


async def timing():
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(60)
    except TimeoutError as error:
        print("timeout", error)
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0.01)
    except TimeoutError:
        print("waited too long")
    print(await asyncio.wait_for(asyncio.sleep(0, "in time"), 60))
    print(await asyncio.shield(asyncio.sleep(0, "shielded")))


async def grouping():
    async with asyncio.TaskGroup() as group:
        one = group.create_task(worker("x", [0.001], []))
        two = group.create_task(worker("y", [], []))
    print(one.result(), two.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("in group")))
            group.create_task(fail(KeyError("in group")))
            group.create_task(asyncio.sleep(60))
    except* ValueError as caught:
        print("values", caught.exceptions)
    except* KeyError as caught:
        print("keys", caught.exceptions)


async def queues():
    queue = asyncio.Queue(maxsize=2)
    seen = []

    async def produce():
        for i in range(6):
            await queue.put(i)
            seen.append(f"put {i}")
        await queue.put(None)

    async def consume():
        while (item := await queue.get()) is not None:
            seen.append(f"got {item}")
            queue.task_done()
        queue.task_done()

    await asyncio.gather(produce(), consume())
    await queue.join()
    print(seen, queue.empty())
    priority = asyncio.PriorityQueue()
    for item in (3, 1, 2):
        priority.put_nowait(item)
    print([priority.get_nowait() for _ in range(3)])
    try:
        priority.get_nowait()
    except asyncio.QueueEmpty as error:
        print(type(error).__name__)


async def locking():
    lock, inside, order = asyncio.Lock(), 0, []

    async def enter(n):
        nonlocal inside
        async with lock:
            inside += 1
            order.append((n, inside))
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(enter(n) for n in range(4)))
    print(order, lock.locked())

    semaphore, running, most = asyncio.Semaphore(2), 0, 0

    async def limited():
        nonlocal running, most
        async with semaphore:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1

    await asyncio.gather(*(limited() for _ in range(6)))
    print("at most", most)

    event, woken = asyncio.Event(), []

    async def wait(n):
        await event.wait()
        woken.append(n)

    waiting = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(woken, event.is_set())
    event.set()
    await asyncio.gather(*waiting)
    print(woken)

    condition, ready = asyncio.Condition(), []

    async def until_ready():
        async with condition:
            await condition.wait_for(lambda: ready)
            return ready.pop()

    task = asyncio.create_task(until_ready())
    await asyncio.sleep(0)
    async with condition:
        ready.append("item")
        condition.notify_all()
    print(await task)


async def generating():
    async def numbers():
        try:
            for i in range(10):
                await asyncio.sleep(0)
                yield i
        finally:
            print("numbers end")

    print([i async for i in numbers() if i % 3 == 0])
    results = []
    for next_done in asyncio.as_completed([worker("p", [0.03], []), worker("q", [0.005], [])]):
        results.append(await next_done)
    print(results)
    done, pending = await asyncio.wait(
        [asyncio.create_task(asyncio.sleep(0, 1)), asyncio.create_task(asyncio.sleep(60, 2))],
        return_when=asyncio.FIRST_COMPLETED,
    )
    print([task.result() for task in done], len(pending))
    for task in pending:
        task.cancel()


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.001, future.set_result, "later")
    print(await future)
    calls = []
    loop.call_soon(calls.append, "soon")
    handle = loop.call_later(60, calls.append, "never")
    handle.cancel()
    await asyncio.sleep(0)
    print(calls, handle.cancelled())
    print(asyncio.iscoroutine(future), asyncio.isfuture(future))


for main in (sleeping, tasks, cancelling, timing, grouping, queues, locking, generating, futures):
    print("--", main.__name__)
    run(main())

print(run(asyncio.sleep(0, "value")))
try:
    run(5)
except (TypeError, ValueError) as error:
    print(type(error).__name__, error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)


async def steps(n):
    total = 0
    for i in range(n):
        total += i
        if i % 50 == 0:
            await asyncio.sleep(0)
    return total


async def busy():
    return await asyncio.gather(*(steps(1000 + n) for n in range(5)))


print(run(busy()))
try:
    run(fail(ZeroDivisionError("at the end")))
except ZeroDivisionError as error:
    print(error)
