/** Images give back the code objects that were written. */
import { expect, test } from "vitest";
import type { CodeObject } from "../../bytecode/code.ts";
import { readImage, writeImage } from "../../bytecode/image.ts";
import { compileModule } from "../../compile/compile.ts";
import { parseModule } from "../../syntax/parse.ts";

const SOURCE = String.raw`
"""Everything that a code object can hold."""
numbers = (1, -7, 2**31, 10**40, 1.5, -0.0, 1e308, 3j, -0j)
texts = ("", "x y", "\u00e9\U0001f600", "\ud800 alone", b"", b"\x00\xff")
rest = (None, True, False, ..., ("nested", ("tuple",)))

def f(a, /, b, *args, c=1, **kw):
    cell = a
    def inner():
        return cell in {"a", "b"}
    try:
        return inner()[1:2]
    except (TypeError, ValueError) as error:
        raise RuntimeError from error
    finally:
        print(kw)

class C:
    async def g(self):
        async for x in self:
            yield x
`;

/** Plain data, getters read: what `toEqual` compares. */
const plain = (code: CodeObject): unknown => ({
  ...code,
  positions: code.positions,
  consts: code.consts.map((constant) => (constant.kind === "code" ? plain(constant.value) : constant)),
});

test("what is written is read back, nested code and positions too", () => {
  const code = compileModule(parseModule(SOURCE, "a.py"), "a.py");
  expect(plain(readImage(writeImage(code), "a.py"))).toEqual(plain(code));
});

test("the file name is the reader's", () => {
  const image = writeImage(compileModule(parseModule("x = 1", "a.py"), "a.py"));
  expect(readImage(image, "/lib/b.py").filename).toBe("/lib/b.py");
});

test("bytes of another version are refused", () => {
  const image = writeImage(compileModule(parseModule("x = 1", "a.py"), "a.py"));
  image[3] = 0;
  expect(() => readImage(image, "a.py")).toThrow(/another version/);
});
