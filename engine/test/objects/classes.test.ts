/** Classes, attributes, calls and exceptions, without an interpreter. */
import { beforeEach, expect, test } from "vitest";
import { T } from "../../heap/layout.ts";
import { intern } from "../../heap/strings.ts";
import { isUnbound, refAt, setInt, setRef } from "../../heap/values.ts";
import { newBuiltin } from "../../objects/define.ts";
import { dictSetName, newDict } from "../../objects/dict.ts";
import { deleteAttribute, findAttribute, loadMethod, setAttribute } from "../../runtime/attributes.ts";
import { pushTemp, pushTemps } from "../../runtime/state.ts";
import {
  at,
  bootForTest,
  call,
  callMethodOf,
  float,
  type Given,
  get,
  put,
  raised,
  repr,
  tuple,
  value,
} from "./boot.ts";

beforeEach(bootForTest);

function dict(entries: Record<string, Given>): { address: number } {
  const address = newDict();
  const holder = pushTemps(2);
  setRef(holder, address);
  for (const [name, item] of Object.entries(entries)) {
    put(item, holder + 8);
    dictSetName(address, intern(name), holder + 8);
  }
  return { address };
}
const makeClass = (
  name: string,
  bases: Given[] = [],
  body: Record<string, Given> = {},
): { address: number } => ({
  address: refAt(call(at(T.type), [name, tuple(...bases), dict(body)])),
});
const set = (object: Given, name: string, item: Given): void =>
  setAttribute(value(object), intern(name), value(item));

test("built-in types show their names", () => {
  expect(repr(value(at(T.int)))).toBe("<class 'int'>");
  expect(repr(get(at(T.list), "append"))).toBe("<method 'append' of 'list' objects>");
  expect(repr(get(at(T.int), "__add__"))).toBe("<slot wrapper '__add__' of 'int' objects>");
  expect(repr(get(at(T.bool), "__mro__"))).toBe("(<class 'bool'>, <class 'int'>, <class 'object'>)");
  expect(repr(get(at(T.ExceptionGroup), "__mro__"))).toContain(
    "<class 'BaseExceptionGroup'>, <class 'Exception'>",
  );
});

test("type(name, bases, dict) makes a class", () => {
  const a = makeClass("A", [], { x: 1 });
  expect(repr(get(a, "__name__"))).toBe("'A'");
  expect(repr(get(a, "x"))).toBe("1");
  const instance = call(a);
  expect(repr(get({ slot: instance }, "x"))).toBe("1");
  set({ slot: instance }, "x", 2);
  set({ slot: instance }, "y", 3);
  expect(repr(get({ slot: instance }, "x"))).toBe("2");
  expect(repr(get({ slot: instance }, "__dict__"))).toBe("{'x': 2, 'y': 3}");
  set({ slot: instance }, "z", 4);
  expect(repr(get({ slot: instance }, "z"))).toBe("4");
  expect(repr(get(a, "x"))).toBe("1");
  set(a, "x", 10);
  expect(repr(get({ slot: call(a) }, "x"))).toBe("10");
});

test("the method cache sees changes of a base", () => {
  const a = makeClass("A");
  const b = makeClass("B", [a]);
  const out = pushTemp();
  expect(findAttribute(value(b), intern("f"), out)).toBe(false);
  set(a, "f", 1);
  expect(repr(get(b, "f"))).toBe("1");
  deleteAttribute(value(a), intern("f"));
  expect(findAttribute(value(b), intern("f"), out)).toBe(false);
});

test("the order of bases is C3's, or refused", () => {
  const x = makeClass("X");
  const y = makeClass("Y");
  const a = makeClass("A", [x, y]);
  const b = makeClass("B", [y, x]);
  expect(repr(get(makeClass("C", [a]), "__mro__"))).toBe(
    "(<class 'C'>, <class 'A'>, <class 'X'>, <class 'Y'>, <class 'object'>)".replace(/'([A-Z])'/g, "'$1'"),
  );
  expect(raised(() => makeClass("C", [a, b]))).toBe(
    "TypeError: Cannot create a consistent method resolution order (MRO) for bases X, Y",
  );
  expect(raised(() => makeClass("C", [x, x]))).toBe("TypeError: duplicate base class X");
  expect(raised(() => makeClass("C", [at(T.bool)]))).toBe(
    "TypeError: type 'bool' is not an acceptable base type",
  );
  expect(raised(() => makeClass("C", [at(T.int), at(T.str)]))).toBe(
    "TypeError: multiple bases have instance lay-out conflict",
  );
});

test("attribute errors read as CPython's", () => {
  const a = makeClass("A");
  expect(raised(() => get(a, "x"))).toBe("AttributeError: type object 'A' has no attribute 'x'");
  expect(raised(() => get({ slot: call(a) }, "x"))).toBe("AttributeError: 'A' object has no attribute 'x'");
  expect(raised(() => set(1, "x", 1))).toBe(
    "AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes",
  );
  expect(raised(() => set(1, "real", 1))).toBe(
    "AttributeError: attribute 'real' of 'int' objects is not writable",
  );
  expect(raised(() => set(at(T.int), "x", 1))).toBe(
    "TypeError: cannot set 'x' attribute of immutable type 'int'",
  );
  expect(raised(() => set(callList(), "x", 1))).toBe(
    "AttributeError: 'list' object has no attribute 'x' and no __dict__ for setting new attributes",
  );
});
const callList = (): Given => ({ slot: call(at(T.list)) });

test("__slots__ reserve slots", () => {
  const a = makeClass("A", [], { __slots__: tuple("x", "y") });
  const instance = { slot: call(a) };
  expect(raised(() => get(instance, "x"))).toBe("AttributeError: 'A' object has no attribute 'x'");
  set(instance, "x", 5);
  expect(repr(get(instance, "x"))).toBe("5");
  expect(raised(() => set(instance, "z", 5))).toBe(
    "AttributeError: 'A' object has no attribute 'z' and no __dict__ for setting new attributes",
  );
  const b = makeClass("B", [a]);
  const other = { slot: call(b) };
  set(other, "x", 1);
  set(other, "z", 2);
  expect(repr(get(other, "__dict__"))).toBe("{'z': 2}");
  expect(repr(get(other, "x"))).toBe("1");
  expect(raised(() => makeClass("C", [], { x: 1, __slots__: tuple("x") }))).toBe(
    "ValueError: 'x' in __slots__ conflicts with class variable",
  );
});

test("subclasses of built-in types have a dict", () => {
  const mine = makeClass("Mine", [at(T.list)]);
  const list = { slot: call(mine, [tuple(1, 2)]) };
  expect(repr(list.slot)).toBe("[1, 2]");
  set(list, "tag", "x");
  expect(repr(get(list, "tag"))).toBe("'x'");
  callMethodOf(list, "append", [3]);
  expect(repr(list.slot)).toBe("[1, 2, 3]");
  const number = { slot: call(makeClass("N", [at(T.int)]), [7]) };
  set(number, "unit", "m");
  expect(repr(number.slot)).toBe("7");
  expect(repr(get(number, "unit"))).toBe("'m'");
  const text = { slot: call(makeClass("S", [at(T.str)]), ["abc"]) };
  set(text, "k", 1);
  expect(repr(callMethodOf(text, "upper"))).toBe("'ABC'");
  expect(repr(call(makeClass("F", [at(T.float)]), [float(1.5)]))).toBe("1.5");
  expect(repr(call(makeClass("Tu", [at(T.tuple)]), [tuple(1)]))).toBe("(1,)");
  expect(repr(call(makeClass("D", [at(T.dict)]), [], { a: 1 }))).toBe("{'a': 1}");
});

test("natives bind arguments with CPython's messages", () => {
  const list = callList();
  const message = (name: string, args: Given[] = [], keywords = {}) =>
    raised(() => callMethodOf(list, name, args, keywords));
  expect(message("append")).toBe("TypeError: list.append() takes exactly one argument (0 given)");
  expect(message("append", [1], { x: 1 })).toBe("TypeError: list.append() takes no keyword arguments");
  expect(message("clear", [1])).toBe("TypeError: list.clear() takes no arguments (1 given)");
  expect(message("pop", [1, 2])).toBe("TypeError: pop expected at most 1 argument, got 2");
  expect(message("insert", [1])).toBe("TypeError: insert expected 2 arguments, got 1");
  expect(message("sort", [1])).toBe("TypeError: sort() takes no positional arguments");
  expect(raised(() => callMethodOf(at(T.list), "append"))).toBe(
    "TypeError: unbound method list.append() needs an argument",
  );
  expect(raised(() => callMethodOf(at(T.list), "append", [5, 1]))).toBe(
    "TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object",
  );
  expect(raised(() => callMethodOf("a", "split", [1, 2, 3]))).toBe(
    "TypeError: split() takes at most 2 arguments (3 given)",
  );
  expect(raised(() => callMethodOf("a", "split", [], { foo: 1 }))).toBe(
    "TypeError: split() got an unexpected keyword argument 'foo'",
  );
  expect(raised(() => call(at(T.object), [1]))).toBe("TypeError: object() takes no arguments");
  expect(raised(() => call(makeClass("A"), [1]))).toBe("TypeError: A() takes no arguments");
  expect(raised(() => call(1))).toBe("TypeError: 'int' object is not callable");
  expect(raised(() => call(at(T.int), [1, 2, 3]))).toBe("TypeError: int expected at most 2 arguments, got 3");
});

test("properties, classmethods and staticmethods written natively", () => {
  const func = (name: string, arity: string) =>
    at(newBuiltin(name, arity, (args, out) => setInt(out, answerBefore(args) + 1)));
  const answerBefore = (slot: number): number => (refAt(slot) === 0 ? 0 : 41);
  const a = makeClass("A", [], {
    p: { slot: call(at(T.property), [func("p", "(self, /)")]) },
    s: { slot: call(at(T.staticmethod), [func("s", "(x, /)")]) },
  });
  const instance = { slot: call(a) };
  expect(repr(get(instance, "p"))).toBe("42");
  expect(repr(callMethodOf(a, "s", ["x"]))).toBe("42");
  expect(raised(() => set(instance, "p", 1))).toBe(
    "AttributeError: property 'p' of 'A' object has no setter",
  );
});

test("loadMethod makes no bound method", () => {
  const list = value(callList());
  const temps = pushTemps(2);
  loadMethod(list, intern("append"), temps, temps + 8);
  expect(isUnbound(temps + 8)).toBe(false);
  expect(repr(temps)).toBe("<method 'append' of 'list' objects>");
});

test("exceptions keep arguments and fields", () => {
  expect(repr(call(at(T.ValueError), ["a", 1]))).toBe("ValueError('a', 1)");
  expect(repr(call(at(T.KeyError), ["k"]))).toBe("KeyError('k')");
  const error = { slot: call(at(T.OSError), [2, "No such file or directory", "x"]) };
  expect(repr(error.slot)).toBe("FileNotFoundError(2, 'No such file or directory')");
  expect(repr(callMethodOf(error, "__str__"))).toBe("\"[Errno 2] No such file or directory: 'x'\"");
  expect(raised(() => call(at(T.ValueError), [], { a: 1 }))).toBe(
    "TypeError: ValueError() takes no keyword arguments",
  );
  expect(raised(() => call(at(T.ImportError), [], { foo: 1 }))).toBe(
    "TypeError: ImportError() got an unexpected keyword argument 'foo'",
  );
  const group = call(at(T.ExceptionGroup), [
    "g",
    { slot: call(at(T.list), [tuple({ slot: call(at(T.ValueError), [1]) })]) },
  ]);
  expect(repr(group)).toBe("ExceptionGroup('g', [ValueError(1)])");
});

test("unions and aliases", () => {
  expect(repr(callMethodOf(at(T.type), "__or__", [at(T.int), at(T.str)]))).toBe("int | str");
  expect(repr(callMethodOf(at(T.list), "__class_getitem__", [at(T.int)]))).toBe("list[int]");
});
