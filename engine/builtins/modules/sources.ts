/** _sources: the text of what the engine runs, for linecache, whether or not a file of that name can be read. */
import { type Address, T } from "../../heap/layout.ts";
import { newString } from "../../heap/strings.ts";
import { setNone, setRef } from "../../heap/values.ts";
import { newModule } from "../../objects/module.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { typeNameOf } from "../../objects/type.ts";
import { raise } from "../../runtime/raise.ts";
import { sourceText } from "../../runtime/sources.ts";
import { addFunctions } from "../functions/table.ts";

/** Makes the module. */
export function makeSources(): Address {
  const module = newModule("_sources");
  addFunctions(module, {
    text: [
      "(filename, /)",
      (args, out) => {
        if (!isStrValue(args))
          throw raise(T.TypeError, `text() argument must be str, not ${typeNameOf(args)}`);
        const text = sourceText(textOf(args));
        if (text === undefined) setNone(out);
        else setRef(out, newString(text));
      },
    ],
  });
  return module;
}
