/** Thrown when the engine finds itself wrong: never a Python exception, never the caller's fault. */
export class EngineBug extends Error {
  override name = "EngineBug";
}

/** Checks an invariant of the engine; `values` are printed with the message. */
export function assert(condition: boolean, message: string, ...values: unknown[]): asserts condition {
  if (!condition)
    throw new EngineBug(`${message}${values.length > 0 ? `: ${values.map(String).join(", ")}` : ""}`);
}

/** Marks a place that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new EngineBug(`unexpected ${String(value)}`);
}
