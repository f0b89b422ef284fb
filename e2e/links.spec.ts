/**
 * Links: one address holds the program, the settings, the view and the measurements.
 */
import { expect, test } from "@playwright/test";
import { goToCode, HOT_LOOP, openPlayground, pane, rows, runInJit } from "./playground.ts";

test("a link opens the same view in another browser", async ({ page, browser }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  await page.getByLabel("Tier to run in").selectOption("tier2");
  await pane(page, "trace").getByRole("button", { name: "Uops" }).click();
  await goToCode(page, "work");
  await rows(page, "bytecode").filter({ hasText: "BINARY_OP" }).first().click();
  const selection = await page.evaluate(() => window.tierup.getState().selection);
  await page.keyboard.press("Control+s");
  await expect(page).toHaveURL(/#1\./);
  const address = page.url();
  expect(address.length).toBeLessThan(1_000);

  const visitor = await browser.newContext();
  const other = await visitor.newPage();
  await other.goto(address);
  await other.waitForFunction(() => window.tierup !== undefined);
  const state = await other.evaluate(() => {
    const { source, tier, stage, selection: chosen, run } = window.tierup.getState();
    return { source, tier, stage, selection: chosen, phase: run.phase };
  });
  // It shows everything, and runs nothing by itself.
  expect(state).toEqual({ source: HOT_LOOP, tier: "tier2", stage: "uops", selection, phase: "idle" });
  await visitor.close();
});

test("a damaged link says so and leaves a page that works", async ({ page }) => {
  await openPlayground(page, "#1.q1YqVrJSKij");
  await expect(page.locator(".notice.error")).toContainText("The link is damaged");
  await expect(page.getByRole("button", { name: /^Example: Mandelbrot/ })).toBeVisible();
  await expect(page).not.toHaveURL(/#1\./);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.locator(".notice.error")).toHaveCount(0);
});

test("a link of a newer format says so", async ({ page }) => {
  await openPlayground(page, "#7.abc");
  await expect(page.locator(".notice.error")).toContainText("newer version");
});

test("editing removes a link that no longer tells the truth", async ({ page }) => {
  await openPlayground(page, "#1.q1YqVrJSKijKzCvRiFHKSM3JyY9R0ozJU6oFAA");
  expect(await page.evaluate(() => window.tierup.getState().source)).toBe('print("hello")\n');
  await page.evaluate(() => window.tierup.setSource("print(2)\n"));
  await expect(page).not.toHaveURL(/#1\./);
});
