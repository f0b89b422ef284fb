/** Tuples with named fields, as `sys.version_info` and `time.struct_time` are. */
import { allocateObject } from "../../heap/allocate.ts";
import { type Address, type Slot, T, TUPLE_DICT, TUPLE_ITEMS, TUPLE_LENGTH } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { newString } from "../../heap/strings.ts";
import { copyValue, refAt, setRef, setUnbound } from "../../heap/values.ts";
import { type GetSetRow, makeType } from "../../objects/define.ts";
import { listItem, listLength } from "../../objects/list.ts";
import { tupleItem, tupleLength } from "../../objects/tuple.ts";
import { reprOf } from "../../runtime/format.ts";
import { listOf } from "../../runtime/iterate.ts";
import { raise } from "../../runtime/raise.ts";

/** A tuple type with these fields, in order. Without `callable`, programs cannot make instances. */
export function makeStructSequence(name: string, fields: readonly string[], callable = false): Address {
  const getset: Record<string, GetSetRow> = {};
  fields.forEach((field, i) => {
    getset[field] = [(self, out) => copyValue(tupleItem(refAt(self), i), out)];
  });
  return makeType(name, {
    base: T.tuple,
    module: name.slice(0, name.lastIndexOf(".")),
    methods: {
      __new__: [
        "(cls, sequence=<unrepresentable>, /)",
        (args, out) => {
          if (!callable) throw raise(T.TypeError, `cannot create '${name}' instances`);
          const items = listOf(args + 8);
          if (listLength(items) !== fields.length)
            throw raise(
              T.TypeError,
              `${name}() takes a ${fields.length}-sequence (${listLength(items)}-sequence given)`,
            );
          setRef(
            out,
            newStructSequence(refAt(args), fields.length, (slot, i) => copyValue(listItem(items, i), slot)),
          );
        },
      ],
      __repr__: [
        "(self, /)",
        (args, out) => {
          const parts = fields.map((field, i) => `${field}=${reprOf(tupleItem(refAt(args), i))}`);
          setRef(out, newString(`${name}(${parts.join(", ")})`));
        },
      ],
    },
    getset,
  });
}

/** An instance whose i-th item `write` puts into its slot. */
export function newStructSequence(
  type: Address,
  length: number,
  write: (slot: Slot, index: number) => void,
): Address {
  const tuple = allocateObject(type, TUPLE_ITEMS + 8 * length);
  I32[(tuple + TUPLE_LENGTH) >> 2] = length;
  I32[(tuple + TUPLE_DICT) >> 2] = 0;
  for (let i = 0; i < length; i++) setUnbound(tupleItem(tuple, i));
  for (let i = 0; i < tupleLength(tuple); i++) write(tupleItem(tuple, i), i);
  return tuple;
}
