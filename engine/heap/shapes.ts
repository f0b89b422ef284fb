/**
 * Shapes (hidden classes): which attributes an instance has and in which slot each lies.
 *
 * A shape is a path in a tree whose root belongs to one type and one number of inline slots; an edge adds an
 * attribute. Equal shapes therefore mean: same type, same layout, same names in the same order. Slot i lies inside the
 * instance when i < inlineSlots, else in its overflow storage at i − inlineSlots.
 *
 * DICT_MODE shapes mark instances whose `__dict__` was asked for, or that have more or other attributes than shapes are for:
 * INSTANCE_OVERFLOW is then the dict.
 *
 * The members that `__slots__` declares are reserved: the first slots of every instance of the type and of its
 * subclasses, at fixed offsets, in dict mode too. In `names` a reserved slot is 0; only its member descriptor finds it.
 */

import { allocateStorage, storageBytes } from "./allocate.ts";
import {
  type Address,
  INSTANCE_OVERFLOW,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  OBJ_TYPE,
  SHAPE_BYTES,
  SHAPE_HOST,
  SHAPE_TOKEN,
  type Slot,
  TYPE_INLINE_SLOTS,
  TYPE_SHAPE,
} from "./layout.ts";
import { I32, setWord } from "./memory.ts";
import { copyValue, setUnbound } from "./values.ts";

export interface Shape {
  /** Address of the record in memory, which is what an instance holds in INSTANCE_SHAPE. */
  readonly address: Address;
  readonly type: Address;
  readonly inlineSlots: number;
  /** Names (interned strs) in slot order. */
  readonly names: readonly Address[];
  readonly index: ReadonlyMap<Address, number>;
  /** The instance keeps its attributes in a dict. */
  readonly dictMode: boolean;
  /** The empty shape this one grew from. */
  readonly root: Shape;
  readonly next: Map<Address, Shape>;
}

let shapes: Shape[] = [];
let shapesByType = new Map<Address, Shape[]>();
let dictModeShapes = new Map<Address, Shape>();
let nextToken = 1;

export function resetShapes(): void {
  shapes = [];
  shapesByType = new Map();
  dictModeShapes = new Map();
  nextToken = 1;
}

function addShape(
  type: Address,
  inlineSlots: number,
  names: Address[],
  dictMode: boolean,
  root: Shape | null,
): Shape {
  const address = allocateStorage(SHAPE_BYTES);
  I32[(address + SHAPE_TOKEN) >> 2] = nextToken++;
  I32[(address + SHAPE_HOST) >> 2] = shapes.length;
  const index = new Map(names.map((name, i) => [name, i]));
  const bare = { address, type, inlineSlots, names, index, dictMode, next: new Map<Address, Shape>() };
  const shape: Shape = Object.assign(bare, { root: root ?? (bare as unknown as Shape) });
  shapes.push(shape);
  const siblings = shapesByType.get(type);
  if (siblings === undefined) shapesByType.set(type, [shape]);
  else siblings.push(shape);
  return shape;
}

/** Every shape, for the collector: records live for ever. */
export const allShapes = (): readonly Shape[] => shapes;
export const shapeAt = (address: Address): Shape => shapes[I32[(address + SHAPE_HOST) >> 2]] as Shape;
export const shapeOf = (instance: Address): Shape => shapeAt(I32[(instance + INSTANCE_SHAPE) >> 2]);
/** The token of a shape record (see SHAPE_TOKEN). */
export const shapeToken = (shape: Address): number => I32[(shape + SHAPE_TOKEN) >> 2];

/** Makes every cached token of the type's shapes stale. To be called whenever the type's version changes. */
export function renewTokens(type: Address): void {
  for (const shape of shapesByType.get(type) ?? []) I32[(shape.address + SHAPE_TOKEN) >> 2] = nextToken++;
}

/** Number of slots reserved for `__slots__` members in instances of `type`, which has its root shape. */
export const reservedSlots = (type: Address): number => shapeAt(I32[(type + TYPE_SHAPE) >> 2]).names.length;

/**
 * Gives a type its root shape with `inlineSlots` slots, the first `reserved` of them for members; instances made from
 * now on start there.
 */
export function setRootShape(type: Address, inlineSlots: number, reserved: number): void {
  setWord(type + TYPE_SHAPE, addShape(type, inlineSlots, new Array(reserved).fill(0), false, null).address);
  I32[(type + TYPE_INLINE_SLOTS) >> 2] = inlineSlots;
}

/** An attribute more than so many, and a path more than so many of one type, are not given a shape, which takes space for ever. */
const LONGEST_SHAPE = 128;
const MOST_SHAPES = 1000;

/** Whether instances of this shape get `name` in a slot; else they go into dict mode. */
export const hasShapeWith = (shape: Shape, name: Address): boolean =>
  shape.next.has(name) ||
  (shape.names.length < LONGEST_SHAPE && (shapesByType.get(shape.type)?.length ?? 0) < MOST_SHAPES);

/** The shape that has `name` in addition, in the next slot. */
export function shapeWith(shape: Shape, name: Address): Shape {
  let next = shape.next.get(name);
  if (next === undefined) {
    next = addShape(shape.type, shape.inlineSlots, [...shape.names, name], false, shape.root);
    shape.next.set(name, next);
  }
  return next;
}

/**
 * Makes an instance one of another type with as many reserved slots: it keeps its slots and moves to the same path in
 * a tree of the new type.
 */
export function adoptInstance(instance: Address, type: Address): void {
  const old = shapeOf(instance);
  I32[(instance + OBJ_TYPE) >> 2] = type;
  if (old.dictMode) {
    setWord(instance + INSTANCE_SHAPE, dictModeShape(type).address);
    return;
  }
  const reserved = old.root.names.length;
  let shape = (shapesByType.get(type) ?? []).find(
    (one) =>
      !one.dictMode &&
      one.root === one &&
      one.inlineSlots === old.inlineSlots &&
      one.names.length === reserved,
  );
  shape ??= addShape(type, old.inlineSlots, new Array(reserved).fill(0), false, null);
  for (let i = reserved; i < old.names.length; i++) shape = shapeWith(shape, old.names[i] as Address);
  I32[(instance + INSTANCE_SHAPE) >> 2] = shape.address;
}

/** The shape of instances of `type` in dict mode. */
export function dictModeShape(type: Address): Shape {
  let shape = dictModeShapes.get(type);
  if (shape === undefined) {
    const reserved = reservedSlots(type);
    shape = addShape(type, reserved, new Array(reserved).fill(0), true, null);
    dictModeShapes.set(type, shape);
  }
  return shape;
}

/** Where slot `index` of an instance of this shape lies. */
export function instanceSlot(instance: Address, shape: Shape, index: number): Slot {
  return index < shape.inlineSlots
    ? instance + INSTANCE_SLOTS + 8 * index
    : I32[(instance + INSTANCE_OVERFLOW) >> 2] + 8 * (index - shape.inlineSlots);
}

/** Slot of attribute `name`, or 0 when the instance lacks it. Not for dict mode. */
export function findInstanceSlot(instance: Address, name: Address): Slot {
  const shape = shapeOf(instance);
  const index = shape.index.get(name);
  return index === undefined ? 0 : instanceSlot(instance, shape, index);
}

/** Adds attribute `name` (absent before) and returns its slot, not yet written. Not for dict mode. May allocate. */
export function addInstanceSlot(instance: Address, name: Address): Slot {
  const shape = shapeWith(shapeOf(instance), name);
  const index = shape.names.length - 1;
  if (index >= shape.inlineSlots) growOverflow(instance, index - shape.inlineSlots);
  I32[(instance + INSTANCE_SHAPE) >> 2] = shape.address;
  // The type learns: later instances hold this many attributes inside (a new tree of shapes, so not one by one).
  const type = I32[(instance + OBJ_TYPE) >> 2];
  if (index >= I32[(type + TYPE_INLINE_SLOTS) >> 2] && index < 64)
    setRootShape(type, index + 1 + (index >> 1), reservedSlots(type));
  return instanceSlot(instance, shape, index);
}

function growOverflow(instance: Address, index: number): void {
  const old = I32[(instance + INSTANCE_OVERFLOW) >> 2];
  const capacity = old === 0 ? 0 : storageBytes(old) >> 3;
  if (index < capacity) return;
  const storage = allocateStorage(8 * Math.max(4, index * 2));
  for (let i = 0; i < index; i++) copyValue(old + 8 * i, storage + 8 * i);
  for (let i = index; i < storageBytes(storage) >> 3; i++) setUnbound(storage + 8 * i);
  I32[(instance + INSTANCE_OVERFLOW) >> 2] = storage;
}

/** Removes attribute `name`, which is there. The instance moves to the shape without it; later slots move down. */
export function removeInstanceSlot(instance: Address, name: Address): void {
  const shape = shapeOf(instance);
  const removed = shape.index.get(name) as number;
  let next = shape.root;
  for (let i = next.names.length; i < shape.names.length; i++) {
    if (i === removed) continue;
    const to = next.names.length;
    copyValue(instanceSlot(instance, shape, i), instanceSlot(instance, shape, to));
    next = shapeWith(next, shape.names[i] as Address);
  }
  setUnbound(instanceSlot(instance, shape, shape.names.length - 1));
  I32[(instance + INSTANCE_SHAPE) >> 2] = next.address;
}
