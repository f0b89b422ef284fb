import { expect, test } from "vitest";
import { printIns } from "../../trace/print.ts";
import { parseTrace } from "./parse_trace.ts";

const TEXT = `v1: value = param 0
v2: value = param 1
v3: bool = is_int v1
guard v3 → exit 0
v4: i32 = unbox_int v1
v5: bool = add_overflows v4, 1
guard not v5 → exit 1
v6: i32 = add_i32 v4, -3
v7: value = box_int v6
v8: ref = unbox_ref v2
v9: i32 = load_i32 v8 +0 (header)
v10: bool = eq_i32 v9, 64
v11: ref = load_ref v8 +12 (list.items)
v12: value = load_element v11[v6] (list.element)
store_element v11[0], v12 (list.element)
v13: value = load_value v8 +16 (slot)
store_value v8 +24, v13 (slot)
store_value v8 +24, 2.5 (slot)
store_value v8 +24, 2.0 (slot)
store_value v8 +24, 2 (slot)
store_value v8 +24, None (slot)
store_value v8 +24, @40 (slot)
store_i32 v8 +8, 7 (shape)
v14: ref = inside v8 +32
v15: bool = eq_ref v14, null
v16: bool = not v15
v17: f64 = to_f64 v4
v18: f64 = mul_f64 v17, 0.5
v19: f64 = add_f64 v18, -0.0
v20: bool = same v13, True
call appendToList writes(v2, v7)
call integerOp writes(v1, v7, 3)
v21: value = result_value
call math.sin escapes(v1, unbound, v7)
call BINARY_OP()`;

test("what is printed parses to what prints the same", () => {
  const { params, list } = parseTrace(TEXT);
  expect([...params, ...list].map(printIns).join("\n")).toBe(TEXT);
});

test("an exit names the slots it restores", () => {
  const { list } = parseTrace("v1: value = param 0\nv2: bool = is_int v1\nguard v2 → exit 4 [v1, None]");
  const snapshot = list[1]!.snapshot!;
  expect(snapshot.exit).toBe(4);
  expect(snapshot.frames[0]!.slots.map((slot) => slot.op)).toEqual(["param", "const_value"]);
});

test("a value must be defined before it is used, by an operation that exists", () => {
  expect(() => parseTrace("v1: i32 = add_i32 v2, 1")).toThrow("used before");
  expect(() => parseTrace("v1: i32 = twice 1")).toThrow("no IR operation");
});
