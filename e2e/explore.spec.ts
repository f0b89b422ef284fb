/**
 * The ladder: a program is run, and every rung shows what became of it.
 */
import { expect, test } from "@playwright/test";
import {
  expectOutput,
  goToCode,
  HOT_LOOP,
  openPlayground,
  pane,
  relatedRows,
  rows,
  runInJit,
  runToEnd,
} from "./playground.ts";

test("the page opens with an example that runs", async ({ page }) => {
  await openPlayground(page);
  await expect(page).toHaveTitle(/Tierup/);
  await expect(page.getByRole("button", { name: /^Example: Mandelbrot/ })).toBeVisible();
  await runToEnd(page);
  await expectOutput(page, /points inside, checksum/);
  await expect(pane(page, "output").getByRole("status")).toContainText("finished in");
});

test("there are twelve examples, each with a line about it", async ({ page }) => {
  await openPlayground(page);
  await page.getByRole("button", { name: /^Example:/ }).click();
  await expect(page.getByRole("menuitemradio")).toHaveCount(12);
  await page.getByRole("menuitemradio", { name: /Sieve/ }).click();
  await expect(page.getByRole("button", { name: /^Example: Sieve/ })).toBeVisible();
  expect(await page.evaluate(() => window.tierup.getState().source)).toContain("sieve");
});

test("every rung of the ladder shows what became of the program", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  await goToCode(page, "work");

  const bytecode = pane(page, "bytecode");
  await expect(
    bytecode.locator(".op-specialised", { hasText: "BINARY_OP_MULTIPLY_FLOAT" }).first(),
  ).toBeVisible();
  await expect(bytecode).toContainText("specialised");

  const trace = pane(page, "trace");
  await expect(trace.locator(".row .ghost-text").first()).toBeVisible();
  await expect(trace.locator(".row:has(.ghost-text) .aside").first()).not.toBeEmpty();
  await trace.getByRole("button", { name: "Uops" }).click();
  await expect(rows(page, "trace").filter({ hasText: "_" }).first()).toBeVisible();
  await trace.getByRole("button", { name: "Recorded IR" }).click();
  await expect(trace.locator(".row .ghost-text")).toHaveCount(0);
  await expect(rows(page, "trace").nth(3)).toBeVisible();

  const wasm = pane(page, "wasm");
  await expect(wasm).toContainText("f64.mul");
  await expect(wasm).toContainText("bytes");
});

test("a line selected anywhere lights up its relatives everywhere", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);

  // From the bytecode: the multiplication on line 5.
  await goToCode(page, "work");
  await rows(page, "bytecode").filter({ hasText: "BINARY_OP_MULTIPLY_FLOAT" }).last().click();
  for (const id of ["bytecode", "trace", "wasm"]) {
    await expect(relatedRows(page, id).first()).toBeVisible();
  }
  await expect(pane(page, "source").locator(".line-related, .line-selected").first()).toBeAttached();

  // From WebAssembly, back up to the line.
  await rows(page, "wasm").filter({ hasText: "f64.mul" }).first().click();
  await expect(relatedRows(page, "bytecode").first()).toBeVisible();
  await expect(relatedRows(page, "trace").first()).toBeVisible();

  // From the source: a click on a line.
  await pane(page, "source").locator(".view-line", { hasText: "total = total" }).click();
  await expect(pane(page, "source").locator(".line-selected").first()).toBeAttached();
  for (const id of ["bytecode", "trace", "wasm"]) {
    await expect(relatedRows(page, id).first()).toBeVisible();
  }
});

test("a ghost leads to the instruction that proved it", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  const proof = pane(page, "trace").locator(".proof").first();
  await expect(proof).toBeAttached();
  const id = /v(\d+)/.exec((await proof.textContent()) ?? "")![1]!;
  await proof.click();
  const selected = pane(page, "trace").locator("[role=option][aria-selected=true] .number");
  await expect(selected).toHaveText(id);
});

test("lines get hot in the margin", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  await expect(pane(page, "source").locator(".heat").first()).toBeAttached();
});

test("the timeline tells the story, and F8 steps through it", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  const events = rows(page, "timeline");
  await expect(events.first()).toBeVisible();
  await expect(pane(page, "timeline").locator("canvas")).toBeVisible();
  await page.keyboard.press("F8");
  await expect(events.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("F8");
  await expect(events.nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Shift+F8");
  await expect(events.first()).toHaveAttribute("aria-selected", "true");
});

test("the tree of traces shows how often each was entered", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  await page.getByRole("tab", { name: "Traces" }).click();
  await expect(
    rows(page, "traces")
      .filter({ hasText: /Trace 1|Trace \d+/ })
      .first(),
  ).toContainText("×");
});

test("what the pointer is on lights up its relatives, and lets go of them", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  await goToCode(page, "work");
  await page.keyboard.press("Escape");
  await rows(page, "bytecode").filter({ hasText: "BINARY_OP_MULTIPLY_FLOAT" }).last().hover();
  await expect(relatedRows(page, "wasm").first()).toBeVisible();
  await page.getByRole("button", { name: /^Run/ }).hover();
  await expect(relatedRows(page, "wasm")).toHaveCount(0);
});

test("all panes can be taken back to an earlier moment", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP.replace("range(20)", "range(400)"));
  const slider = pane(page, "timeline").getByRole("slider");
  await expect(slider).toBeVisible();
  await slider.press("Home");
  expect(await page.evaluate(() => window.tierup.getState().moment)).toBe(0);
  await slider.press("End");
  expect(await page.evaluate(() => window.tierup.getState().moment)).toBe(null);
});
