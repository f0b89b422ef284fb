/**
 * The kernel: what Tier 1 and the traces do most often with objects, in WebAssembly, so that it costs no call of the host and
 * is as fast the first time as the last. Written in AssemblyScript; printed to generated/kernel.ts by `npm run generate`.
 *
 * It works on the same memory as everything else and keeps nothing of its own. Each function is the one of the same name in
 * interp/stack_ops.ts or interp/support.ts, which it calls for whatever is not the usual case.
 */
export { allocateObject } from "./allocate";
export { loadAttr, storeAttr } from "./attributes";
export * from "./build";
export * from "./frames";
export {
  forIter,
  getIter,
  nextItem,
  nextItem as nextKey,
  nextItem as nextOfSet,
  nextItem as nextOfStr,
  nextItem as nextPair,
  nextItem as nextValue,
} from "./iterate";
export * from "./limbs";
export * from "./names";
export { callBuiltin, callClassFast, callKnown, callNativeFast, formatSimple } from "./natives";
export * from "./operators";
export { dict_find_int, dict_find_str, set_find_int, set_find_str } from "./tables";
