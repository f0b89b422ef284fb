/** Which build of Tier 1 runs, and what happens where WebAssembly may not be compiled. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { createEngine, type EngineOptions } from "../../index.ts";

function statsAfter(options: Partial<EngineOptions>): {
  text: string;
  interpreter: string;
  refusal: string | null;
} {
  let text = "";
  const engine = createEngine({ tier: "tier1", write: (_stream, piece) => void (text += piece), ...options });
  engine.start("print(sum(i * i for i in range(1000)))", "main.py");
  engine.resume();
  const { interpreter, interpreterRefusal } = engine.stats();
  return { text, interpreter, refusal: interpreterRefusal };
}

describe("the build of Tier 1", () => {
  afterEach(() => vi.unstubAllGlobals());

  // First: once compiled, the module stays.
  it("is the TypeScript one where WebAssembly may not be compiled, and the statistics say why", () => {
    class Refusing {
      constructor() {
        throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
      }
    }
    vi.stubGlobal(
      "WebAssembly",
      new Proxy(WebAssembly, { get: (all, key) => (key === "Module" ? Refusing : Reflect.get(all, key)) }),
    );
    expect(statsAfter({ interpreter: "wasm" })).toEqual({
      text: "332833500\n",
      interpreter: "typescript",
      refusal: "WebAssembly could not be compiled: Wasm code generation disallowed by embedder",
    });
    expect(statsAfter({ interpreter: "typescript" }).refusal).toBeNull();
  });
});
