/** What a program is told when it ends of the coroutines that it made and never awaited. */
import { T } from "../../heap/layout.ts";
import { intern, newString } from "../../heap/strings.ts";
import { setInt, setRef } from "../../heap/values.ts";
import { dictFindName } from "../../objects/dict.ts";
import { callMethod } from "../../runtime/call.ts";
import { modulesDict } from "../../runtime/import.ts";
import { takeRaised } from "../../runtime/raise.ts";
import { sourceLine } from "../../runtime/sources.ts";
import { markTemps, pushTemps, RAISED, releaseTemps } from "../../runtime/state.ts";
import { host } from "../../runtime/tierup.ts";
import { printException } from "../../runtime/traceback.ts";
import { takeUnawaited, type Unawaited } from "../../runtime/unawaited.ts";

/** Warns of each, through the module `warnings` if the program has it, which may have filters set. */
export function reportUnawaited(): void {
  const told = new Set<string>();
  for (const one of takeUnawaited()) {
    const message = `coroutine '${one.qualname}' was never awaited`;
    if (warnThroughModule(message, one)) continue;
    const place = `${one.filename}:${one.line}`;
    if (told.has(place + message)) continue;
    told.add(place + message);
    const line = sourceLine(one.filename, one.line).trim();
    host.write(2, `${place}: RuntimeWarning: ${message}\n${line === "" ? "" : `  ${line}\n`}`);
  }
}

function warnThroughModule(message: string, { filename, line }: Unawaited): boolean {
  const module = dictFindName(modulesDict(), intern("warnings"));
  if (module === 0) return false;
  const mark = markTemps();
  const args = pushTemps(5);
  setRef(args, newString(message));
  setRef(args + 8, T.RuntimeWarning);
  setRef(args + 16, newString(filename));
  setInt(args + 24, line);
  try {
    callMethod(module, intern("warn_explicit"), args, 4, args + 32);
  } catch (error) {
    if (error !== RAISED) throw error;
    // A filter makes it an error, which has nowhere to go.
    host.write(2, printException(takeRaised()));
  }
  releaseTemps(mark);
  return true;
}
