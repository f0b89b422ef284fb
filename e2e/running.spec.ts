/**
 * Running and stopping: output as it comes, input, tracebacks, and programs that never end.
 */
import { expect, type Page, test } from "@playwright/test";
import {
  ENDLESS_LOOP,
  expectOutput,
  measureThreadCpu,
  openPlayground,
  pane,
  runToEnd,
  setSource,
  waitForEnd,
  waitForEngine,
  waitForTurns,
} from "./playground.ts";

/** What a stop may take. */
const STOP_MS = 100;
/** What the page's thread may take for a frame while a program prints: of the processor, which others may be using too. */
const FRAME_CPU_MS = 100;

/**
 * Presses Stop; whether the page says that the program has stopped before a timer set in the same moment goes off. Timers go off
 * in the order in which they are due, so this does not depend on what else the machine has to do.
 */
function stopsWithin(page: Page, ms: number): Promise<boolean> {
  return page.evaluate(
    (limit) =>
      new Promise<boolean>((resolve) => {
        document.querySelector<HTMLButtonElement>(".button.stop")!.click();
        setTimeout(() => resolve(window.tierup.getState().run.phase === "stopped"), limit);
      }),
    ms,
  );
}

for (const tier of ["tier1", "jit"] as const) {
  test(`an endless loop stops within ${STOP_MS} ms in ${tier}, and output stays`, async ({ page }) => {
    await openPlayground(page);
    await page.getByLabel("Tier to run in").selectOption(tier);
    await setSource(page, ENDLESS_LOOP);
    await page.getByRole("button", { name: /^Run/ }).click();
    await expectOutput(page, "before the loop");
    await waitForTurns(page, tier === "jit" ? "traces" : "anywhere");
    expect(await stopsWithin(page, STOP_MS)).toBe(true);
    await expectOutput(page, "before the loop");
    await expect(pane(page, "output").getByRole("status")).toContainText("stopped after");
    // The engine goes on: the next program runs.
    await waitForEngine(page);
    await setSource(page, 'print("after")');
    await runToEnd(page);
    await expectOutput(page, "after");
  });
}

test("printing without end neither freezes the page nor fills it", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, 'n = 0\nwhile True:\n    print("line", n)\n    n = n + 1\n');
  await page.getByRole("button", { name: /^Run/ }).click();
  await expectOutput(page, /line \d{5}/);
  const frames = 30;
  const before = await measureThreadCpu(page);
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        let count = 0;
        const step = (): void => {
          if (++count < wanted) requestAnimationFrame(step);
          else resolve();
        };
        requestAnimationFrame(step);
      }),
    frames,
  );
  expect(((await measureThreadCpu(page)) - before) / frames).toBeLessThan(FRAME_CPU_MS);
  await page.getByRole("button", { name: /^Stop/ }).click();
  await waitForEnd(page);
  await expectOutput(page, /line \d+/);
  expect(await page.locator(".output-line").count()).toBeLessThan(200);
});

test("a traceback leads to the line", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, "def f(x):\n    return 1 / x\n\nf(0)\n");
  await runToEnd(page);
  await expectOutput(page, "ZeroDivisionError: division by zero");
  await expect(pane(page, "output").getByRole("status")).toContainText("exit code 1");
  await pane(page, "output")
    .getByRole("link", { name: /line 2/ })
    .click();
  expect(await page.evaluate(() => window.tierup.getState().selection)).toEqual({ kind: "line", line: 2 });
});

test("a syntax error is told as CPython tells it", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, "print('a'\nx = 1\n");
  await runToEnd(page);
  await expectOutput(page, "SyntaxError: '(' was never closed");
});

test("a program can ask for input", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, 'name = input("Who? ")\nprint("Hello,", name)\n');
  await page.getByRole("button", { name: /^Run/ }).click();
  const field = page.getByLabel("The program waits for a line:");
  await expect(field).toBeFocused();
  await field.fill("Ada");
  await field.press("Enter");
  await waitForEnd(page);
  await expectOutput(page, "Hello, Ada");
});

test("what was being edited is there after a reload", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, "print('kept')\n");
  await page.reload();
  expect(await page.evaluate(() => window.tierup.getState().source)).toBe("print('kept')\n");
});
