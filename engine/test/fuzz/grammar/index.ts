/** All themes. A new construct is a row in one of them; a new theme is a line here. */
import { comprehensions, functionValues, matching, orders, unpacking, walrus } from "./calls.ts";
import { deleting, frames, patching, rebinding, types } from "./changes.ts";
import { boundMethods, changing, dicts, lists, sets, slices, walks } from "./containers.ts";
import { core } from "./core.ts";
import { contexts, exceptions } from "./failing.ts";
import { generators } from "./generators.ts";
import { bools, division, floats, wideInts } from "./numbers.ts";
import { objects, selves } from "./objects.ts";
import type { Theme } from "./rows.ts";
import { text } from "./text.ts";

export const THEMES: readonly Theme[] = [
  core,
  selves,
  wideInts,
  division,
  floats,
  bools,
  lists,
  slices,
  dicts,
  sets,
  walks,
  changing,
  boundMethods,
  text,
  functionValues,
  comprehensions,
  orders,
  unpacking,
  walrus,
  matching,
  types,
  rebinding,
  patching,
  deleting,
  frames,
  exceptions,
  contexts,
  generators,
  objects,
];
