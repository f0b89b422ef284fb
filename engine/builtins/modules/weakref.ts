/**
 * _weakref: references that do not keep their object alive. The collector clears them: as on PyPy an object is gone after
 * a collection, not at its last reference.
 *
 * A reference's target is a bare word that the collector does not follow; before it sweeps, it asks here which targets
 * died. Callbacks of dead references wait until `run_callbacks`, since no Python may run inside a collection.
 */
import { type Address, type Slot, T, TF_BASE, TF_HEAP, TYPE_FLAGS } from "../../heap/layout.ts";
import { I32, setWord } from "../../heap/memory.ts";
import { addRoots, addWeakVisitor } from "../../heap/roots.ts";
import { newString } from "../../heap/strings.ts";
import {
  copyValue,
  isNone,
  isRef,
  isSame,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { makeType } from "../../objects/define.ts";
import { list_append, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { isSubtype, typeNameOf } from "../../objects/type.ts";
import { callValue } from "../../runtime/call.ts";
import { equals, hashOf } from "../../runtime/compare.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { addFunctions, addObject } from "../functions/table.ts";

const CALLBACK = 8; // value
const TARGET = 16; // word, not followed; 0: dead
const HASH = 20; // −1: not asked for
const REFERENCE_SIZE = 24;

/** Built-in types whose instances can be referred to weakly, besides all instances of classes. */
const REFERABLE: readonly Address[] = [
  T.function,
  T.method,
  T.type,
  T.set,
  T.frozenset,
  T.generator,
  T.coroutine,
  T.async_generator,
  T.module,
  T.builtin_function_or_method,
  T.code,
];

/** Makes the module. */
export function makeWeakref(): Address {
  const module = newModule("_weakref");
  const live = new Set<Address>();
  let dead: Address[] = [];
  addWeakVisitor((isAlive) => {
    for (const reference of live) {
      if (!isAlive(reference)) live.delete(reference);
      else if (!isAlive(I32[(reference + TARGET) >> 2])) {
        I32[(reference + TARGET) >> 2] = 0;
        live.delete(reference);
        if (!isNone(reference + CALLBACK)) dead.push(reference);
      }
    }
  });
  addRoots((visit) => {
    for (const reference of dead) visit.object(reference);
  });

  const target = (self: Slot): Address => I32[(refAt(self) + TARGET) >> 2];
  const type = makeType("weakref.ReferenceType", {
    size: REFERENCE_SIZE,
    values: [CALLBACK, 1],
    flags: TF_BASE,
    doc: "A reference that does not keep its object alive. Called, it gives the object, or None.",
    methods: {
      __new__: [
        "(type, object, callback=None, /, *args)",
        (args, out) => {
          const object = args + 8;
          const referable =
            isRef(object) &&
            ((I32[(typeOf(object) + TYPE_FLAGS) >> 2] & TF_HEAP) !== 0 ||
              REFERABLE.includes(typeOf(object)) ||
              isSubtype(typeOf(object), T.type));
          if (!referable)
            throw raise(T.TypeError, `cannot create weak reference to '${typeNameOf(object)}' object`);
          const reference = allocateOf(refAt(args));
          if (isUnbound(args + 16)) setNone(reference + CALLBACK);
          else copyValue(args + 16, reference + CALLBACK);
          I32[(reference + TARGET) >> 2] = refAt(object);
          I32[(reference + HASH) >> 2] = -1;
          live.add(reference);
          setRef(out, reference);
        },
      ],
      __init__: ["(self, object, callback=None, /, *args)", () => {}],
      __call__: [
        "(self, /)",
        (args, out) => {
          if (target(args) === 0) setNone(out);
          else setRef(out, target(args));
        },
      ],
      __hash__: [
        "(self, /)",
        (args, out) => {
          const reference = refAt(args);
          if (I32[(reference + HASH) >> 2] === -1) {
            if (target(args) === 0) throw raise(T.TypeError, "weak object has gone away");
            const mark = markTemps();
            const held = pushTemp();
            setRef(held, target(args));
            setWord(reference + HASH, hashOf(held));
            releaseTemps(mark);
          }
          setInt(out, I32[(reference + HASH) >> 2]);
        },
      ],
      __eq__: [
        "(self, value, /)",
        (args, out) => {
          const mark = markTemps();
          const held = pushTemps(2);
          let equal = isSame(args, args + 8);
          if (
            !equal &&
            isRef(args + 8) &&
            isSubtype(typeOf(args + 8), type) &&
            target(args) !== 0 &&
            target(args + 8) !== 0
          ) {
            setRef(held, target(args));
            setRef(held + 8, target(args + 8));
            equal = equals(held, held + 8);
          }
          setBool(out, equal);
          releaseTemps(mark);
        },
      ],
      __repr__: [
        "(self, /)",
        (args, out) => {
          const at = `0x${refAt(args).toString(16).padStart(12, "0")}`;
          if (target(args) === 0) {
            setRef(out, newString(`<weakref at ${at}; dead>`));
            return;
          }
          const mark = markTemps();
          const held = pushTemp();
          setRef(held, target(args));
          const name = typeNameOf(held);
          releaseTemps(mark);
          setRef(
            out,
            newString(`<weakref at ${at}; to '${name}' at 0x${target(args).toString(16).padStart(12, "0")}>`),
          );
        },
      ],
    },
    getset: { __callback__: [(self, out) => copyValue(refAt(self) + CALLBACK, out)] },
  });
  addObject(module, "ref", type);
  addObject(module, "ReferenceType", type);

  /** The references to an object, as a list. */
  const referencesTo = (object: Slot): Address => {
    const list = newList(0);
    const mark = markTemps();
    const held = pushTemps(2);
    setRef(held, list);
    for (const reference of live)
      if (isRef(object) && I32[(reference + TARGET) >> 2] === refAt(object)) {
        setRef(held + 8, reference);
        list_append(list, held + 8);
      }
    releaseTemps(mark);
    return list;
  };
  addFunctions(module, {
    getweakrefs: [
      "(object, /)",
      (args, out) => setRef(out, referencesTo(args)),
      "The weak references to an object.",
    ],
    getweakrefcount: [
      "(object, /)",
      (args, out) => {
        let count = 0;
        for (const reference of live)
          if (isRef(args) && I32[(reference + TARGET) >> 2] === refAt(args)) count++;
        setInt(out, count);
      },
      "How many weak references there are to an object.",
    ],
    run_callbacks: [
      "()",
      () => {
        const mark = markTemps();
        const held = pushTemps(2);
        while (dead.length > 0) {
          setRef(held, dead.shift() as Address);
          callValue(refAt(held) + CALLBACK, held, 1, 0, held + 8);
        }
        dead = [];
        releaseTemps(mark);
      },
      "Calls the callbacks of the references whose objects are gone.",
    ],
  });
  return module;
}
