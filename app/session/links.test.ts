import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { decodeLink, encodeLink, isLink, type LinkContent } from "./links.ts";

const PLAIN: LinkContent = {
  source: 'print("hello")\n',
  example: null,
  tier: "jit",
  interpreter: "wasm",
  threshold: null,
  without: [],
  blocks: 5,
  seed: 1,
  layout: "explore",
  stage: "optimized",
  selection: null,
  benchmark: null,
  autorun: false,
};

const FULL: LinkContent = {
  source: "x = 'naïve 🐍'\n",
  example: "mandelbrot",
  tier: "tier1",
  interpreter: "typescript",
  threshold: 100,
  without: ["peel", "cse"],
  blocks: 7,
  seed: 42,
  layout: "simple",
  stage: "uops",
  selection: { kind: "ir", trace: 2, stage: "optimized", id: 17 },
  benchmark: {
    program: "mandelbrot",
    settings: {
      blocks: 2,
      seed: 42,
      interpreter: "typescript",
      threshold: 100,
      without: ["peel"],
      cpython: false,
    },
    environment: { browser: "Chromium 156", cores: 2, clockStepMs: 0.1 },
    contenders: [
      { id: "tier1", ms: [100, 101.25], curve: [10, 1000, 20, 2000], absent: null },
      { id: "jit", ms: [], curve: [], absent: "Binaryen could not be loaded." },
    ],
    disagreeing: ["jit"],
  },
  autorun: true,
};

function wireLink(value: unknown): string {
  const bytes = deflateSync(strToU8(JSON.stringify(value)));
  return `#1.${Buffer.from(bytes).toString("base64url")}`;
}

describe("links", () => {
  it("carry a program and nothing else when there is nothing else", () => {
    const link = encodeLink(PLAIN);
    expect(link.length).toBeLessThan(60);
    expect(decodeLink(link)).toEqual({ ok: true, content: PLAIN });
  });

  it("carry everything", () => {
    expect(decodeLink(encodeLink(FULL))).toEqual({ ok: true, content: FULL });
  });

  it("carry every kind of selection", () => {
    for (const selection of [
      { kind: "line", line: 3 },
      { kind: "instruction", code: 1, offset: 56 },
      { kind: "uop", trace: 1, index: 0 },
      { kind: "ir", trace: 1, stage: "recorded", id: 9 },
      { kind: "wasm", trace: 1, line: 12 },
    ] as const) {
      const decoded = decodeLink(encodeLink({ ...PLAIN, selection }));
      expect(decoded.ok && decoded.content.selection).toEqual(selection);
    }
  });

  it("thin a long curve but keep its end", () => {
    const curve = Array.from({ length: 4_000 }, (_, i) => i);
    const benchmark = {
      ...FULL.benchmark!,
      contenders: [{ id: "tier1" as const, ms: [1], curve, absent: null }],
    };
    const decoded = decodeLink(encodeLink({ ...FULL, benchmark }));
    const read = decoded.ok ? decoded.content.benchmark!.contenders[0]!.curve : [];
    expect(read.length).toBeLessThanOrEqual(100);
    expect(read.slice(-2)).toEqual([3_998, 3_999]);
  });
});

describe("golden links of format 1, read for ever", () => {
  it("a plain program", () => {
    expect(decodeLink("#1.q1YqVrJSKijKzCvRiFHKSM3JyY9R0ozJU6oFAA")).toEqual({ ok: true, content: PLAIN });
  });

  it("a program with settings, a selection and the author's measurements", () => {
    const link =
      "#1.PY7NqsIwFIRfJczqXjlITqUFs_UxahbaRhu0P6RVFPHdnSw0hDAz50smL8xwOI3JRBMHkw7DOfypNauVqf7dfjBc02Ge9wMEIaPx" +
      "SLVQLTEkpe7g1FrBBW4jaOG2givnc-ynayBwpkmhGVMbWtoHXI0IUSkrLzjCvTD9Xr7n6a5LYx9vvdGyghRi18pzK-zhjYZI_a2vc7da" +
      "XRelzyYzVoq8CTNCMz2XbuT_a2WshTL03r_fHw";
    expect(decodeLink(link)).toEqual({
      ok: true,
      content: {
        source: "for i in range(10 ** 6):\n    pass\n",
        example: "fib",
        tier: "tier1",
        interpreter: "wasm",
        threshold: 100,
        without: [],
        blocks: 3,
        seed: 9,
        layout: "simple",
        stage: "recorded",
        selection: { kind: "instruction", code: 1, offset: 56 },
        benchmark: {
          program: "fib",
          settings: {
            blocks: 2,
            seed: 9,
            interpreter: "typescript",
            threshold: 100,
            without: [],
            cpython: true,
          },
          environment: { browser: "Chromium 156", cores: 2, clockStepMs: 0.1 },
          contenders: [
            { id: "tier1", ms: [100, 101.25], curve: [10, 1000, 20, 2000], absent: null },
            { id: "cpython", ms: [120, 121], curve: [], absent: null },
          ],
          disagreeing: [],
        },
        autorun: false,
      },
    });
  });
});

describe("damaged links", () => {
  it("are told apart from other fragments", () => {
    expect(isLink("#1.abc")).toBe(true);
    expect(isLink("#output")).toBe(false);
    expect(isLink("")).toBe(false);
  });

  it("say what is wrong, in a sentence", () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ["#nonsense", /does not begin/],
      ["#2.abc", /newer version.*format 2/],
      ["#1.", /cut off or changed/],
      ["#1.abc%20def", /characters that do not belong/],
      [encodeLink(FULL).slice(0, -12), /cut off or changed/],
      [wireLink([]), /no program/],
      [wireLink({ s: 1 }), /no program/],
      [wireLink({ s: "", t: "tier9" }), /tier that there is not/],
      [wireLink({ s: "", n: ["magic"] }), /pass that there is not/],
      [wireLink({ s: "", n: "peel" }), /pass that there is not/],
      [wireLink({ s: "", k: 1_000 }), /number of blocks/],
      [wireLink({ s: "", x: ["q", 1, 2] }), /selection/],
      [wireLink({ s: "", b: { p: "x", v: [], c: [] } }), /measurements/],
      [wireLink({ s: "x".repeat(200_001) }), /too long/],
    ];
    for (const [link, reason] of cases) {
      const decoded = decodeLink(link);
      expect(decoded.ok, link.slice(0, 40)).toBe(false);
      if (!decoded.ok) expect(decoded.reason).toMatch(reason);
    }
  });

  it("never throw, whatever is in them", () => {
    const link = encodeLink(FULL);
    for (let i = 3; i < link.length; i++) {
      const changed = `${link.slice(0, i)}${link[i] === "A" ? "B" : "A"}${link.slice(i + 1)}`;
      expect(() => decodeLink(changed)).not.toThrow();
    }
  });
});
