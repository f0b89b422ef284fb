/**
 * string.templatelib: what a t-string makes (PEP 750). A Template is its texts, one more than its Interpolations, and those;
 * iterating it gives both in turn, without empty texts.
 */
import { Conversion } from "../bytecode/instructions.ts";
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  INTERPOLATION_CONVERSION,
  INTERPOLATION_EXPRESSION,
  INTERPOLATION_SIZE,
  INTERPOLATION_SPEC,
  INTERPOLATION_VALUE,
  type Slot,
  T,
  TEMPLATE_INTERPOLATIONS,
  TEMPLATE_ITER_INDEX,
  TEMPLATE_ITER_TEMPLATE,
  TEMPLATE_STRINGS,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import { copyValue, isExactly, isNone, isUnbound, refAt, setNone, setRef, typeOf } from "../heap/values.ts";
import { getAttribute } from "../runtime/attributes.ts";
import { reprOf } from "../runtime/format.ts";
import { importModule } from "../runtime/import.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { defineType, type GetSetRow } from "./define.ts";
import { dictLength } from "./dict.ts";
import { defineIterator } from "./iterators.ts";
import { isStrValue } from "./str.ts";
import { emptyString, str_concat, strLength } from "./text.ts";
import { newTuple, newTupleOf, tupleItem, tupleLength } from "./tuple.ts";
import { fullTypeName, typeNameOf } from "./type.ts";
import { class_getitem } from "./union.ts";

const TEMPLATE = T["string.templatelib.Template"];
const INTERPOLATION = T["string.templatelib.Interpolation"];
const ITERATOR = T["string.templatelib.TemplateIter"];

const word = (slot: Slot, offset: number): Address => I32[(refAt(slot) + offset) >> 2];
const strings = (template: Slot): Address => word(template, TEMPLATE_STRINGS);
const interpolations = (template: Slot): Address => word(template, TEMPLATE_INTERPOLATIONS);

const CONVERSION_LETTERS: Readonly<Record<number, string>> = {
  [Conversion.STR]: "s",
  [Conversion.REPR]: "r",
  [Conversion.ASCII]: "a",
};

/** BUILD_TEMPLATE: of a tuple of strs and a tuple of interpolations, one fewer. */
export function newTemplate(texts: Address, values: Address): Address {
  const template = allocateObject(TEMPLATE, 16);
  I32[(template + TEMPLATE_STRINGS) >> 2] = texts;
  I32[(template + TEMPLATE_INTERPOLATIONS) >> 2] = values;
  return template;
}

/** BUILD_INTERPOLATION: `conversion` as CONVERT_VALUE has it, 0 for none; `spec` is the format's str. */
export function newInterpolation(
  value: Slot,
  expression: Address,
  conversion: number,
  spec: Address,
): Address {
  const letter = CONVERSION_LETTERS[conversion];
  return makeInterpolation(value, expression, letter === undefined ? 0 : intern(letter), spec);
}

function makeInterpolation(value: Slot, expression: Address, conversion: Address, spec: Address): Address {
  const interpolation = allocateObject(INTERPOLATION, INTERPOLATION_SIZE);
  copyValue(value, interpolation + INTERPOLATION_VALUE);
  I32[(interpolation + INTERPOLATION_EXPRESSION) >> 2] = expression;
  I32[(interpolation + INTERPOLATION_CONVERSION) >> 2] = conversion;
  I32[(interpolation + INTERPOLATION_SPEC) >> 2] = spec;
  I32[(interpolation + INTERPOLATION_SPEC + 4) >> 2] = 0;
  return interpolation;
}

/** A field that a program may read and not write. */
const member = (read: (self: Slot, out: Slot) => void, doc: string): GetSetRow => [
  read,
  () => {
    throw raise(T.AttributeError, "readonly attribute");
  },
  doc,
];
const wordMember = (offset: number, doc: string): GetSetRow =>
  member((self, out) => setRef(out, word(self, offset)), doc);

function getConversion(self: Slot, out: Slot): void {
  const conversion = word(self, INTERPOLATION_CONVERSION);
  if (conversion === 0) setNone(out);
  else setRef(out, conversion);
}

// ---- Interpolation ---------------------------------------------------------------------------------------------------

/** The str in the slot of an argument, "" when it is left out. */
function textArgument(slot: Slot, name: string): Address {
  if (isUnbound(slot)) return emptyString();
  if (!isStrValue(slot))
    throw raise(T.TypeError, `Interpolation() argument '${name}' must be str, not ${typeNameOf(slot)}`);
  return refAt(slot);
}

function conversionArgument(slot: Slot): Address {
  if (isUnbound(slot) || isNone(slot)) return 0;
  if (!isStrValue(slot))
    throw raise(
      T.TypeError,
      `Interpolation() argument 'conversion' must be str, not ${fullTypeName(typeOf(slot))}`,
    );
  if (!["s", "r", "a"].includes(jsString(refAt(slot))))
    throw raise(T.ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  return refAt(slot);
}

function interpolation_new(args: Slot, out: Slot): void {
  const expression = textArgument(args + 16, "expression");
  const conversion = conversionArgument(args + 24);
  setRef(out, makeInterpolation(args + 8, expression, conversion, textArgument(args + 32, "format_spec")));
}

/** Value, expression, conversion and format, as a new tuple. */
function fieldsOf(self: Slot): Address {
  const fields = newTuple(4);
  copyValue(refAt(self) + INTERPOLATION_VALUE, tupleItem(fields, 0));
  setRef(tupleItem(fields, 1), word(self, INTERPOLATION_EXPRESSION));
  getConversion(self, tupleItem(fields, 2));
  setRef(tupleItem(fields, 3), word(self, INTERPOLATION_SPEC));
  return fields;
}

function interpolation_repr(args: Slot, out: Slot): void {
  const fields = fieldsOf(args);
  setRef(pushTemp(), fields);
  const texts = Array.from({ length: 4 }, (_, i) => reprOf(tupleItem(fields, i)));
  setRef(out, newString(`Interpolation(${texts.join(", ")})`));
}

function interpolation_reduce(args: Slot, out: Slot): void {
  setRef(out, newTupleOf(INTERPOLATION, fieldsOf(args)));
}

// ---- Template --------------------------------------------------------------------------------------------------------

/** Strs that stand side by side become one; between two interpolations, and at the ends, there is always one. */
function template_new(args: Slot, out: Slot, extra: number): void {
  if (dictLength(refAt(args + 8)) > 0)
    throw raise(T.TypeError, "Template.__new__ only accepts *args arguments");
  const texts: Address[] = [];
  const values: Address[] = [];
  for (let i = 0; i < extra; i++) {
    const item = args + 16 + 8 * i;
    const afterText = texts.length > values.length;
    if (isStrValue(item)) {
      if (afterText) texts.push(str_concat(texts.pop() as Address, refAt(item)));
      else texts.push(refAt(item));
    } else if (isExactly(item, INTERPOLATION)) {
      if (!afterText) texts.push(emptyString());
      values.push(refAt(item));
    } else {
      throw raise(
        T.TypeError,
        `Template.__new__ *args need to be of type 'str' or 'Interpolation', got ${fullTypeName(typeOf(item))}`,
      );
    }
  }
  if (texts.length === values.length) texts.push(emptyString());
  setRef(out, newTemplate(newTupleOf(...texts), newTupleOf(...values)));
}

function template_repr(args: Slot, out: Slot): void {
  const held = pushTemps(2);
  setRef(held, strings(args));
  setRef(held + 8, interpolations(args));
  setRef(out, newString(`Template(strings=${reprOf(held)}, interpolations=${reprOf(held + 8)})`));
}

function template_add(args: Slot, out: Slot): void {
  if (!isExactly(args + 8, TEMPLATE))
    throw raise(
      T.TypeError,
      `can only concatenate string.templatelib.Template (not "${fullTypeName(typeOf(args + 8))}") to string.templatelib.Template`,
    );
  const items = (tuple: Address): Address[] =>
    Array.from({ length: tupleLength(tuple) }, (_, i) => refAt(tupleItem(tuple, i)));
  const left = items(strings(args));
  const [first, ...rest] = items(strings(args + 8)) as [Address, ...Address[]];
  const joint = str_concat(left.pop() as Address, first);
  const values = [...items(interpolations(args)), ...items(interpolations(args + 8))];
  setRef(out, newTemplate(newTupleOf(...left, joint, ...rest), newTupleOf(...values)));
}

function template_getValues(self: Slot, out: Slot): void {
  const from = interpolations(self);
  const values = newTuple(tupleLength(from));
  for (let i = 0; i < tupleLength(from); i++)
    copyValue(refAt(tupleItem(from, i)) + INTERPOLATION_VALUE, tupleItem(values, i));
  setRef(out, values);
}

function template_reduce(args: Slot, out: Slot): void {
  const mark = markTemps();
  const held = pushTemp();
  importModule("string.templatelib", held);
  getAttribute(held, intern("_template_unpickle"), held);
  setRef(out, newTupleOf(refAt(held), newTupleOf(strings(args), interpolations(args))));
  releaseTemps(mark);
}

// ---- Iteration -------------------------------------------------------------------------------------------------------

function template_iter(self: Slot, out: Slot): void {
  const iterator = allocateObject(ITERATOR, 16);
  I32[(iterator + TEMPLATE_ITER_TEMPLATE) >> 2] = refAt(self);
  I32[(iterator + TEMPLATE_ITER_INDEX) >> 2] = 0;
  setRef(out, iterator);
}

/** Texts have the even places, interpolations the odd ones. */
function nextOfTemplate(iterator: Address, out: Slot): boolean {
  const template = I32[(iterator + TEMPLATE_ITER_TEMPLATE) >> 2];
  const texts = I32[(template + TEMPLATE_STRINGS) >> 2];
  const values = I32[(template + TEMPLATE_INTERPOLATIONS) >> 2];
  let place = I32[(iterator + TEMPLATE_ITER_INDEX) >> 2];
  if (
    place % 2 === 0 &&
    place >> 1 < tupleLength(texts) &&
    strLength(refAt(tupleItem(texts, place >> 1))) === 0
  )
    place++;
  const from = place % 2 === 0 ? texts : values;
  const more = place >> 1 < tupleLength(from);
  if (more) copyValue(tupleItem(from, place >> 1), out);
  I32[(iterator + TEMPLATE_ITER_INDEX) >> 2] = more ? place + 1 : place;
  return more;
}

export function defineTemplateTypes(): void {
  defineType(INTERPOLATION, {
    size: INTERPOLATION_SIZE,
    values: [INTERPOLATION_VALUE, 1],
    refs: [INTERPOLATION_EXPRESSION, INTERPOLATION_CONVERSION, INTERPOLATION_SPEC],
    methods: {
      __new__: ["(cls, value, expression='', conversion=None, format_spec='')", interpolation_new],
      __repr__: ["(self, /)", interpolation_repr],
      __reduce__: ["(self, /)", interpolation_reduce],
      __class_getitem__: ["(cls, object, /)", class_getitem, "See PEP 585"],
    },
    getset: {
      value: member((self, out) => copyValue(refAt(self) + INTERPOLATION_VALUE, out), "Value"),
      expression: wordMember(INTERPOLATION_EXPRESSION, "Expression"),
      conversion: member(getConversion, "Conversion"),
      format_spec: wordMember(INTERPOLATION_SPEC, "Format specifier"),
    },
    constants: {
      __match_args__: (out) =>
        setRef(out, newTupleOf(...["value", "expression", "conversion", "format_spec"].map(intern))),
    },
  });
  defineType(TEMPLATE, {
    size: 16,
    refs: [TEMPLATE_STRINGS, TEMPLATE_INTERPOLATIONS],
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", template_new],
      __repr__: ["(self, /)", template_repr],
      __iter__: ["(self, /)", template_iter],
      __add__: ["(self, value, /)", template_add],
      __reduce__: ["(self, /)", template_reduce],
      __class_getitem__: ["(cls, object, /)", class_getitem, "See PEP 585"],
    },
    getset: {
      strings: wordMember(TEMPLATE_STRINGS, "Strings"),
      interpolations: wordMember(TEMPLATE_INTERPOLATIONS, "Interpolations"),
      values: [template_getValues, null, "Values of interpolations"],
    },
  });
  defineIterator(ITERATOR, nextOfTemplate, { size: 16, refs: [TEMPLATE_ITER_TEMPLATE] });
}
