/**
 * What the kernel asks the engine for, where it has no memory: 0 or false says that there is none. And what it leaves to the engine in
 * TypeScript: each function of the same name here and in interp/ does the same; the kernel's does the usual case, and hands over
 * the rest before it has changed anything.
 */
export declare function allocateCell(bytes: i32): i32;
export declare function growTable(dict: i32): bool;
export declare function growList(list: i32): bool;
export declare function character(point: i32): i32;

export declare function addToSet(set: i32, item: i32): void;
export declare function appendToList(list: i32, value: i32): void;
export declare function binaryOp(top: i32, arg: i32): i32;
export declare function binarySlice(top: i32): i32;
export declare function buildList(top: i32, arg: i32): i32;
export declare function buildMap(top: i32, arg: i32): i32;
export declare function buildSet(top: i32, arg: i32): i32;
export declare function buildString(top: i32, arg: i32): i32;
export declare function buildTuple(top: i32, arg: i32): i32;
export declare function callClassFast(base: i32, arg: i32): i32;
export declare function callNativeFast(base: i32, arg: i32): i32;
export declare function charAt(str: i32, index: i32, out: i32): void;
export declare function checkExcMatch(top: i32): i32;
export declare function compareOp(top: i32, arg: i32): i32;
export declare function compareStrings(a: i32, b: i32, operand: i32): i32;
export declare function concatStrings(a: i32, b: i32, out: i32): void;
export declare function containsOp(top: i32, arg: i32): i32;
export declare function dictHas(dict: i32, key: i32): i32;
export declare function forIter(top: i32, arg: i32): i32;
export declare function formatSimple(top: i32): i32;
export declare function getIter(top: i32): i32;
export declare function integerOp(a: i32, b: i32, op: i32, out: i32): void;
export declare function loadAttr(top: i32, arg: i32): i32;
export declare function loadGlobal(top: i32, arg: i32): i32;
export declare function loadName(top: i32, arg: i32): i32;
export declare function mapAdd(top: i32, arg: i32): i32;
export declare function newCell(value: i32, out: i32): void;
export declare function newInstanceAt(type: i32): i32;
export declare function newInstanceOf(type: i32, out: i32): void;
export declare function nextItem(iterator: i32, out: i32): void;
export declare function returnFromMarked(lo: i32, hi: i32): i32;
export declare function returnGenerator(): i32;
export declare function setAdd(top: i32, arg: i32): i32;
export declare function setHas(set: i32, item: i32): i32;
export declare function storeAttr(top: i32, arg: i32): i32;
export declare function storeDict(dict: i32, key: i32, value: i32): void;
export declare function storeGlobal(top: i32, arg: i32): i32;
export declare function storeName(top: i32, arg: i32): i32;
export declare function storeSubscr(top: i32): i32;
export declare function subscribeDict(dict: i32, key: i32, out: i32): void;
export declare function toBool(top: i32): i32;
export declare function unpackSequence(top: i32, arg: i32): i32;
export declare function yieldValue(top: i32): i32;
