/** The names of the passes, in the order in which an instruction meets them: what settings leave out and removals are put down to. */
export const PASS_NAMES = ["fold", "unbox", "guards", "cse", "forward", "peel", "dce"] as const;

export type PassName = (typeof PASS_NAMES)[number];

export const isPassName = (name: string): name is PassName =>
  (PASS_NAMES as readonly string[]).includes(name);
