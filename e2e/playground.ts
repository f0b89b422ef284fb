/**
 * What the specs do with the page, in words: open it, set a program, run it, read its panes.
 */
import { expect, type Locator, type Page } from "@playwright/test";

/** A loop hot enough for a trace, in a few milliseconds. */
export const HOT_LOOP = `def work(n):
    total = 0.0
    for i in range(n):
        x = i * 0.5
        total = total + x * x
    return total

for _ in range(20):
    result = work(20000)
print(result)
`;

/** Runs until it is stopped, in Tier 1 and in traces alike. */
export const ENDLESS_LOOP = `print("before the loop")
n = 0
while True:
    n = n + 1
`;

/** Opens the page (a fragment may follow) and waits until the engine is ready. */
export async function openPlayground(page: Page, fragment = ""): Promise<void> {
  await page.goto(`./${fragment}`);
  await waitForEngine(page);
}

export async function waitForEngine(page: Page): Promise<void> {
  await page.waitForFunction(() => window.tierup?.getState().engineLoaded);
}

export async function setSource(page: Page, source: string): Promise<void> {
  await page.evaluate((text) => window.tierup.setSource(text), source);
}

export function pane(page: Page, id: string): Locator {
  return page.locator(`#pane-${id}`);
}

export function rows(page: Page, id: string): Locator {
  return pane(page, id).getByRole("option");
}

export function relatedRows(page: Page, id: string): Locator {
  return pane(page, id).locator("[role=option][data-related]");
}

/** Presses Run and waits until the program has ended, in whatever way. */
export async function runToEnd(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Run/ }).click();
  await waitForEnd(page);
}

export async function waitForEnd(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    ["finished", "stopped", "crashed"].includes(window.tierup.getState().run.phase),
  );
}

/** Waits until the program that runs has made some turns: anywhere, or in traces. */
export async function waitForTurns(page: Page, where: "anywhere" | "traces" = "anywhere"): Promise<void> {
  await page.waitForFunction((inTraces) => {
    const { tier1, trace } = window.tierup.getState().stats?.turns ?? { tier1: 0, trace: 0 };
    return (inTraces ? trace : trace + tier1) > 20_000;
  }, where === "traces");
}

/** Milliseconds of the processor that the page's own thread has used so far. */
export async function measureThreadCpu(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  return 1000 * metrics.find(({ name }) => name === "ThreadTime")!.value;
}

/** Runs a program with the JIT and waits for the snapshot that shows its end. */
export async function runInJit(page: Page, source: string): Promise<void> {
  await setSource(page, source);
  await runToEnd(page);
  await page.waitForFunction(() => window.tierup.getState().snapshot?.stats.jit !== undefined);
}

export async function expectOutput(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole("log")).toContainText(text);
}

/** Brings a code object of the program into sight in the bytecode pane. */
export async function goToCode(page: Page, name: string): Promise<void> {
  await page.getByLabel("Go to a code object").selectOption({ label: name });
}
