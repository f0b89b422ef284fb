/**
 * The protocols' fast paths: for each type at a fixed address, the functions that answer for its exact instances.
 *
 * Every protocol function (`getItem`, `iterNext`, `richCompare`, …) first looks here, by the number of the static type;
 * a type without an entry, and every class made by a program, goes the uniform way: a dunder looked up in the type.
 * A type's file registers what it has (`registerProtocols`) where it defines its table of methods, so the runtime need
 * not know the types. Both ways must give the same answer.
 */
import { type Address, type Slot, STATIC_TYPES, STATIC_TYPES_BASE, TYPE_BYTES } from "../heap/layout.ts";

/** Functions behind the protocols of one type. A missing one means: by dunder. */
export interface Protocols {
  /** Writes a new iterator over the object. */
  readonly iterate?: (object: Slot, out: Slot) => void;
  /** Writes the next item and returns true, or returns false at the end. */
  readonly next?: (iterator: Address, out: Slot) => boolean;
  readonly length?: (object: Address) => number;
  readonly getItem?: (object: Slot, key: Slot, out: Slot) => void;
  readonly setItem?: (object: Slot, key: Slot, value: Slot) => void;
  readonly deleteItem?: (object: Slot, key: Slot) => void;
  /** Writes `object[start:stop]`; both are within 0 … length. */
  readonly getRange?: (object: Slot, start: number, stop: number, out: Slot) => void;
  /** `object[start:stop] = value`, likewise. */
  readonly setRange?: (object: Slot, start: number, stop: number, value: Slot) => void;
  readonly contains?: (object: Slot, item: Slot) => boolean;
  /** Compares by operator (0 <, 1 <=, 2 ==, 3 !=, 4 >, 5 >=); false when the answer is NotImplemented. */
  readonly compare?: (op: number, a: Slot, b: Slot, out: Slot) => boolean;
  /** 31 bits, never negative. */
  readonly hash?: (object: Slot) => number;
}

const COUNT = STATIC_TYPES.length;
const STATIC_END = STATIC_TYPES_BASE + COUNT * TYPE_BYTES;
const TYPE_SHIFT = Math.log2(TYPE_BYTES);

const column = <K extends keyof Protocols>(_name: K): (Protocols[K] | undefined)[] =>
  new Array<Protocols[K] | undefined>(COUNT).fill(undefined);
export const iterators = column("iterate");
export const nexts = column("next");
export const lengths = column("length");
export const itemGetters = column("getItem");
export const itemSetters = column("setItem");
export const itemDeleters = column("deleteItem");
export const rangeGetters = column("getRange");
export const rangeSetters = column("setRange");
export const containments = column("contains");
export const comparisons = column("compare");
export const hashes = column("hash");

/** How iterators of native types without a fixed address (those of modules) advance. */
export const moduleNexts = new Map<Address, (iterator: Address, out: Slot) => boolean>();
/** Forgets the types of modules: their addresses belong to one engine. */
export function resetProtocols(): void {
  moduleNexts.clear();
}

/** Row of a type in the columns, or −1 for a type made by a program. */
export const protocolRow = (type: Address): number =>
  type < STATIC_END ? (type - STATIC_TYPES_BASE) >> TYPE_SHIFT : -1;

/** Enters the functions of the static type at `type` (T.list, …). */
export function registerProtocols(type: Address, protocols: Protocols): void {
  const row = protocolRow(type);
  iterators[row] = protocols.iterate;
  nexts[row] = protocols.next;
  lengths[row] = protocols.length;
  itemGetters[row] = protocols.getItem;
  itemSetters[row] = protocols.setItem;
  itemDeleters[row] = protocols.deleteItem;
  rangeGetters[row] = protocols.getRange;
  rangeSetters[row] = protocols.setRange;
  containments[row] = protocols.contains;
  comparisons[row] = protocols.compare;
  hashes[row] = protocols.hash;
}
