/** Two small classes of _io: a reader and a writer as one stream, and the decoder that translates line ends. */
import { type Address, type Slot, T } from "../../../heap/layout.ts";
import { intern, newString } from "../../../heap/strings.ts";
import {
  copyValue,
  isNone,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
} from "../../../heap/values.ts";
import { newBytes } from "../../../objects/bytes.ts";
import { type MethodRow, makeType } from "../../../objects/define.ts";
import { isStrValue, textOf } from "../../../objects/str.ts";
import { newTuple, tupleItem } from "../../../objects/tuple.ts";
import { callMethod } from "../../../runtime/call.ts";
import { isTrue } from "../../../runtime/compare.ts";
import { indexValue } from "../../../runtime/number.ts";
import { raise } from "../../../runtime/raise.ts";
import { pushTemps } from "../../../runtime/state.ts";
import {
  newStreamObject,
  STREAM_LAYOUT,
  STREAM_NAME,
  setBelow,
  setState,
  stateOf,
  streamBelow,
} from "./states.ts";

/** Methods that go to one of the two: the reader lies below, the writer where other streams have their name. */
const forward = (name: string, toWriter: boolean, count: number): MethodRow => [
  count === 0 ? "(self, /)" : "(self, arg=<unrepresentable>, /)",
  (args, out) => {
    const target = pushTemps(1);
    if (toWriter) copyValue(refAt(args) + STREAM_NAME, target);
    else streamBelow(refAt(args), target);
    const given = count > 0 && isGiven(args + 8) ? 1 : 0;
    callMethod(target, intern(name), args + 8, given, out);
  },
];
const isGiven = (slot: Slot): boolean => !isUnbound(slot);

/** io.BufferedRWPair, below `base`. */
export function makePair(base: Address): Address {
  return makeType("_io.BufferedRWPair", {
    ...STREAM_LAYOUT,
    base,
    methods: {
      __init__: [
        "(self, /, reader, writer, buffer_size=131072)",
        (args) => {
          setBelow(refAt(args), args + 8);
          copyValue(args + 16, refAt(args) + STREAM_NAME);
        },
      ],
      read: forward("read", false, 1),
      read1: forward("read1", false, 1),
      readinto: forward("readinto", false, 1),
      peek: forward("peek", false, 1),
      readable: forward("readable", false, 0),
      write: forward("write", true, 1),
      flush: forward("flush", true, 0),
      writable: forward("writable", true, 0),
      close: [
        "(self, /)",
        (args) => {
          const held = pushTemps(2);
          callMethod(refAt(args) + STREAM_NAME, intern("close"), held, 0, held);
          streamBelow(refAt(args), held + 8);
          callMethod(held + 8, intern("close"), held, 0, held);
        },
      ],
    },
  });
}

class NewlineState {
  closed = false;
  translate = false;
  heldReturn = false;
  seen = { cr: false, lf: false, crlf: false };
  close(): void {}
}

const decoderState = (self: Slot): NewlineState => stateOf(refAt(self)) as NewlineState;

function decoder_decode(args: Slot, out: Slot): void {
  const state = decoderState(args);
  const final = !isUnbound(args + 16) && isTrue(args + 16);
  const temps = pushTemps(4);
  streamBelow(refAt(args), temps);
  if (isNone(temps)) copyValue(args + 8, temps);
  else {
    copyValue(args + 8, temps + 8);
    setBool(temps + 16, final);
    callMethod(temps, intern("decode"), temps + 8, 2, temps);
  }
  if (!isStrValue(temps)) throw raise(T.TypeError, "decoder should return a string result");
  let text = textOf(temps);
  if (state.heldReturn && (text !== "" || final)) {
    text = `\r${text}`;
    state.heldReturn = false;
  }
  if (text.endsWith("\r") && !final) {
    text = text.slice(0, -1);
    state.heldReturn = true;
  }
  for (const [end] of text.matchAll(/\r\n|\r|\n/g))
    state.seen[end === "\r\n" ? "crlf" : end === "\r" ? "cr" : "lf"] = true;
  setRef(out, newString(state.translate ? text.replace(/\r\n?/g, "\n") : text));
}

/** io.IncrementalNewlineDecoder. */
export function makeNewlineDecoder(): Address {
  return makeType("_io.IncrementalNewlineDecoder", {
    ...STREAM_LAYOUT,
    methods: {
      __new__: ["(type, /, *args, **kwargs)", (args, out) => setRef(out, newStreamObject(refAt(args)))],
      __init__: [
        "(self, /, decoder, translate, errors='strict')",
        (args) => {
          const state = new NewlineState();
          state.translate = isTrue(args + 16);
          if (!isNone(args + 8)) setBelow(refAt(args), args + 8);
          setState(refAt(args), state);
        },
      ],
      decode: ["(self, /, input, final=False)", decoder_decode],
      reset: [
        "(self, /)",
        (args) => {
          const state = decoderState(args);
          state.heldReturn = false;
          state.seen = { cr: false, lf: false, crlf: false };
        },
      ],
      getstate: [
        "(self, /)",
        (args, out) => {
          const tuple = newTuple(2);
          setRef(tupleItem(tuple, 0), newBytes([]));
          setInt(tupleItem(tuple, 1), decoderState(args).heldReturn ? 1 : 0);
          setRef(out, tuple);
        },
      ],
      setstate: [
        "(self, state, /)",
        (args) => {
          decoderState(args).heldReturn = (indexValue(tupleItem(refAt(args + 8), 1)) & 1) !== 0;
        },
      ],
    },
    getset: {
      newlines: [
        (self, out) => {
          const { cr, lf, crlf } = decoderState(self).seen;
          const met = [...(cr ? ["\r"] : []), ...(lf ? ["\n"] : []), ...(crlf ? ["\r\n"] : [])];
          if (met.length === 0) setNone(out);
          else if (met.length === 1) setRef(out, newString(met[0] as string));
          else {
            const tuple = newTuple(met.length);
            met.forEach((text, i) => setRef(tupleItem(tuple, i), newString(text)));
            setRef(out, tuple);
          }
        },
      ],
    },
  });
}
