/**
 * Natives that the kernel has a form of its own of, for the usual arguments (kernel/natives.ts): their numbers, from 1 on, which
 * NATIVE_INTRINSIC holds. The kernel knows them as `N_len`, `N_list_append`.
 */
export const INTRINSICS = [
  "len",
  "ord",
  "chr",
  "abs",
  "min",
  "max",
  "isinstance",
  "list.append",
  "list.pop",
  "dict.get",
  "dict.keys",
  "dict.values",
  "dict.items",
  "set.add",
  "set.update",
  "str.join",
  "str.startswith",
  "str.endswith",
] as const;

const numbers = new Map<string, number>(INTRINSICS.map((name, index) => [name, index + 1]));

/** Number of a native by its qualified name; 0: the kernel does not know it. */
export const intrinsicOf = (qualname: string): number => numbers.get(qualname) ?? 0;
