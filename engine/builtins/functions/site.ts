/**
 * What CPython's `site` adds to the built-in names: exit, quit, copyright, credits, license, help. Each is an object whose
 * repr says how to use it.
 */
import { allocateObject } from "../../heap/allocate.ts";
import { type Address, OBJ_HEADER, type Slot } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { intern, newString } from "../../heap/strings.ts";
import { isUnbound, refAt, setNone, setRef } from "../../heap/values.ts";
import { makeType } from "../../objects/define.ts";
import { newTupleFrom } from "../../objects/tuple.ts";
import { getAttribute } from "../../runtime/attributes.ts";
import { callFunctionEx } from "../../runtime/call.ts";
import { importModule } from "../../runtime/import.ts";
import type { Native } from "../../runtime/native.ts";
import { pushTemps } from "../../runtime/state.ts";
import { host } from "../../runtime/tierup.ts";
import { raiseSystemExit } from "../modules/sys.ts";
import { addObject } from "./table.ts";

const INDEX = OBJ_HEADER;
const SIZE = 16;

interface Kind {
  readonly type: string;
  readonly names: readonly string[];
  text(name: string): string;
  readonly signature: string;
  call(name: string): Native;
}

const LICENSE = "See https://www.python.org/psf/license/";
const TEXTS: Readonly<Record<string, string>> = {
  copyright:
    "Copyright (c) the Tierup authors. The library is CPython's: Copyright (c) Python Software Foundation.",
  credits: "Tierup runs Python as CPython 3.14 defines it. Thanks to all who made and make Python.",
  license: `Tierup is MIT licensed; the library is CPython's. ${LICENSE}`,
};

const KINDS: readonly Kind[] = [
  {
    type: "Quitter",
    names: ["exit", "quit"],
    text: (name) => `Use ${name}() or Ctrl-D (i.e. EOF) to exit`,
    signature: "(self, /, code=None)",
    call: () => (args) => {
      if (isUnbound(args + 8)) setNone(args + 8);
      throw raiseSystemExit(args + 8);
    },
  },
  {
    type: "_Printer",
    names: ["copyright", "credits", "license"],
    text: (name) => TEXTS[name] as string,
    signature: "(self, /)",
    call: (name) => () => host.write(1, `${TEXTS[name]}\n`),
  },
  {
    type: "_Helper",
    names: ["help"],
    text: () => "Type help() for interactive help, or help(object) for help about object.",
    signature: "(self, /, *args, **kwds)",
    call: () => help,
  },
];

/** `help(…)` is pydoc's. Arguments: self, the keywords, then the positional ones. */
function help(args: Slot, out: Slot, extra: number): void {
  const temps = pushTemps(2);
  importModule("pydoc", temps);
  getAttribute(temps, intern("help"), temps);
  setRef(temps + 8, newTupleFrom(args + 16, extra));
  callFunctionEx(temps, refAt(temps + 8), refAt(args + 8), out);
}

/** Enters them into the module builtins. */
export function addSiteBuiltins(module: Address): void {
  for (const kind of KINDS) {
    const nameOf = (self: Slot): string => kind.names[I32[(refAt(self) + INDEX) >> 2]] as string;
    const type = makeType(`_sitebuiltins.${kind.type}`, {
      module: "_sitebuiltins",
      size: SIZE,
      methods: {
        __repr__: ["(self, /)", (args, out) => setRef(out, newString(kind.text(nameOf(args))))],
        __call__: [kind.signature, (args, out, extra) => kind.call(nameOf(args))(args, out, extra)],
      },
    });
    kind.names.forEach((name, i) => {
      const object = allocateObject(type, SIZE);
      I32[(object + INDEX) >> 2] = i;
      I32[(object + INDEX + 4) >> 2] = 0;
      addObject(module, name, object);
    });
  }
}
