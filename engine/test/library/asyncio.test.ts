/**
 * What of asyncio CPython in WebAssembly cannot be asked about: threads, pairs of sockets, and coroutines that nobody awaited,
 * of which a program is told when it ends here.
 */
import { describe, expect, test } from "vitest";
import { runInEngine, SETTINGS } from "../oracle/engine.ts";

const run = (source: string) =>
  runInEngine(
    { group: "cases", name: "asyncio", virtualPath: "/programs/main.py", source, argv: [], stdin: "" },
    SETTINGS.tier1,
  );

async function printed(source: string): Promise<string> {
  const { stdout, stderr, exitCode } = await run(source);
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return stdout;
}

describe("asyncio", () => {
  test("runs what goes to a thread at once, and its result comes through the loop", async () => {
    const source = `
import asyncio

async def main():
    print(await asyncio.to_thread(sum, [1, 2, 3]))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, "a{}b".format, 5))
    try:
        await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as error:
        print(error)

asyncio.run(main())`;
    expect(await printed(source)).toBe("6\na5b\ndivision by zero\n");
  });

  test("goes on while one of several tasks sleeps", async () => {
    const source = `
import asyncio

async def tick(log):
    for i in range(3):
        await asyncio.sleep(0)
        log.append(i)

async def main():
    log = []
    await asyncio.gather(asyncio.sleep(0.01), tick(log))
    print(log)

asyncio.run(main())`;
    expect(await printed(source)).toBe("[0, 1, 2]\n");
  });
});

describe("a pair of sockets", () => {
  test("carries bytes from one end to the other", async () => {
    const source = `
import selectors, socket

one, other = socket.socketpair()
one.setblocking(False)
try:
    one.recv(1)
except BlockingIOError as error:
    print(error)
print(other.send(b"hello"), one.recv(2), one.recv(100))
with selectors.DefaultSelector() as selector:
    selector.register(one, selectors.EVENT_READ, "data")
    print(selector.select(0))
    other.sendall(b"x")
    print([(key.data, events) for key, events in selector.select(0)])
other.close()
print(one.recv(5), one.recv(5))
try:
    one.send(b"y")
except BrokenPipeError as error:
    print(error)
one.close()
print(one.fileno())
try:
    socket.socket()
except OSError as error:
    print(error)`;
    expect(await printed(source)).toBe(
      [
        "[Errno 11] Resource temporarily unavailable",
        "5 b'he' b'llo'",
        "[]",
        "[('data', 1)]",
        "b'x' b''",
        "[Errno 32] Broken pipe",
        "-1",
        "there are no sockets here: a program in this engine cannot reach the network",
        "",
      ].join("\n"),
    );
  });
});

describe("a coroutine that nobody awaits", () => {
  const forgotten = "async def main():\n    pass\n\nmain()\n";

  test("is told of, with the line of the call", async () => {
    const { stderr, exitCode } = await run(forgotten);
    expect(stderr).toBe(
      "/programs/main.py:4: RuntimeWarning: coroutine 'main' was never awaited\n  main()\n",
    );
    expect(exitCode).toBe(0);
  });

  test("is told of through the module warnings, whose filters hold", async () => {
    expect((await run(`import warnings\n${forgotten}`)).stderr).toContain(
      "coroutine 'main' was never awaited",
    );
    expect((await run(`import warnings\nwarnings.simplefilter('ignore')\n${forgotten}`)).stderr).toBe("");
  });

  test("not: one that was closed, or begun", async () => {
    const source =
      "async def main():\n    pass\n\nmain().close()\ntry:\n    main().send(None)\nexcept StopIteration:\n    pass\n";
    expect((await run(source)).stderr).toBe("");
  });

  test("is told of after a collection too", async () => {
    expect((await run(`import gc\n${forgotten}gc.collect()\n`)).stderr).toContain("never awaited");
  });
});
