/** _collections: deque, counting and the fields of named tuples; the rest of collections is Python. */
import { allocateObject } from "../../heap/allocate.ts";
import { type Address, OBJ_HEADER, type Slot, T } from "../../heap/layout.ts";
import { newString } from "../../heap/strings.ts";
import { copyValue, isExactly, isNone, isRef, refAt, setInt, setRef } from "../../heap/values.ts";
import { makeType } from "../../objects/define.ts";
import { dictFind, dictSetHashed } from "../../objects/dict.ts";
import { newModule } from "../../objects/module.ts";
import { tupleItem, tupleLength } from "../../objects/tuple.ts";
import { isInstance, typeNameOf } from "../../objects/type.ts";
import { hashOf } from "../../runtime/compare.ts";
import { reprOf } from "../../runtime/format.ts";
import { forEach } from "../../runtime/iterate.ts";
import { binaryOperation, indexValue, NB_ADD } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { pushTemps } from "../../runtime/state.ts";
import { addFunctions, addObject } from "../functions/table.ts";
import { addDeque } from "./deque.ts";

/** Adds 1 to the count of each element: what `Counter.update` does with an iterable. */
function countElements(args: Slot): void {
  if (!isRef(args) || !isInstance(args, T.dict)) throw raise(T.TypeError, "expected a dict");
  const dict = refAt(args);
  const temps = pushTemps(2);
  forEach(args + 8, (item) => {
    // Who cannot be hashed is told so as such, not as a key.
    const hash = hashOf(item);
    const found = dictFind(dict, item);
    setInt(temps, 1);
    if (found !== 0) {
      copyValue(found, temps + 8);
      binaryOperation(NB_ADD, temps + 8, temps, temps);
    }
    dictSetHashed(dict, item, hash, temps);
  });
}

// The descriptor behind a named tuple's field.
const GETTER_DOC = OBJ_HEADER; // value
const GETTER_INDEX = OBJ_HEADER + 8;

function addTupleGetter(module: Address): void {
  addObject(
    module,
    "_tuplegetter",
    makeType("collections._tuplegetter", {
      module: "collections",
      size: OBJ_HEADER + 16,
      values: [GETTER_DOC, 1],
      methods: {
        __new__: [
          "(cls, index, doc, /)",
          (args, out) => {
            const index = indexValue(args + 8);
            const getter = allocateObject(refAt(args), OBJ_HEADER + 16);
            copyValue(args + 16, getter + GETTER_DOC);
            setInt(getter + GETTER_INDEX, index);
            setRef(out, getter);
          },
        ],
        __get__: [
          "(self, instance, owner=None, /)",
          (args, out) => {
            if (isNone(args + 8)) {
              copyValue(args, out);
              return;
            }
            if (!isRef(args + 8) || (!isExactly(args + 8, T.tuple) && !isInstance(args + 8, T.tuple)))
              throw raise(
                T.TypeError,
                `descriptor for index '0' for tuple subclasses doesn't apply to '${typeNameOf(args + 8)}' object`,
              );
            const tuple = refAt(args + 8);
            const index = indexValue(refAt(args) + GETTER_INDEX);
            if (index >= tupleLength(tuple)) throw raise(T.IndexError, "tuple index out of range");
            copyValue(tupleItem(tuple, index), out);
          },
        ],
        __repr__: [
          "(self, /)",
          (args, out) => {
            const getter = refAt(args);
            setRef(
              out,
              newString(`_tuplegetter(${indexValue(getter + GETTER_INDEX)}, ${reprOf(getter + GETTER_DOC)})`),
            );
          },
        ],
        __set__: [
          "(self, instance, value, /)",
          () => {
            throw raise(T.AttributeError, "can't set attribute");
          },
        ],
        __delete__: [
          "(self, instance, /)",
          () => {
            throw raise(T.AttributeError, "can't delete attribute");
          },
        ],
      },
      getset: {
        __doc__: [
          (self, out) => copyValue(refAt(self) + GETTER_DOC, out),
          (self, value) => copyValue(value, refAt(self) + GETTER_DOC),
        ],
      },
    }),
  );
}

/** Makes the module. */
export function makeCollections(): Address {
  const module = newModule("_collections");
  addDeque(module);
  addTupleGetter(module);
  addFunctions(module, { _count_elements: ["(mapping, iterable, /)", (args) => countElements(args)] });
  return module;
}
