/**
 * The benchmark: every tier measured, one after the other, with intervals and sentences.
 */
import { expect, test } from "@playwright/test";
import { HOT_LOOP, openPlayground, pane, setSource } from "./playground.ts";

test("a benchmark shows four bars, a curve and what they mean", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, HOT_LOOP);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Blocks of a benchmark").fill("2");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+Enter");
  await expect(pane(page, "speed").getByRole("progressbar")).toBeVisible();
  await page.waitForFunction(() => window.tierup.getState().benchmark.phase !== "running");
  const speed = pane(page, "speed");
  await expect(speed.locator("[data-chart=bars]")).toHaveAttribute("data-bars", "4");
  await expect(speed.locator("[data-chart=curves] canvas")).toBeVisible();
  await expect(speed).toContainText(
    /The JIT is [\d.]+ times as fast as Tier 1|The JIT takes|no significant difference/,
  );
  await expect(speed).toContainText("fresh worker");
  const result = await page.evaluate(() => window.tierup.getState().result!);
  expect(result.disagreeing).toEqual([]);
  for (const contender of result.contenders) {
    expect(contender.absent, contender.id).toBe(null);
    expect(contender.ms, contender.id).toHaveLength(2);
    expect(contender.curve.length, contender.id).toBeGreaterThan(0);
  }

  // The measurements travel in a link.
  await page.keyboard.press("Control+s");
  await expect(page).toHaveURL(/#1\./);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(pane(other, "speed").locator("[data-chart=bars]")).toHaveAttribute("data-bars", "4");
  await expect(pane(other, "speed")).toContainText("Measured by whoever made the link");
});

test("a benchmark of a program that fails says so", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, "raise ValueError('not today')\n");
  await page.getByRole("button", { name: "Benchmark" }).click();
  await expect(pane(page, "speed").getByRole("alert")).toContainText("ValueError: not today");
});

test("a benchmark can be stopped", async ({ page }) => {
  await openPlayground(page);
  await setSource(page, "while True:\n    pass\n");
  await page.getByRole("button", { name: "Benchmark" }).click();
  await expect(pane(page, "speed").getByRole("progressbar")).toBeVisible();
  await page.keyboard.press("Control+.");
  await page.waitForFunction(() => window.tierup.getState().benchmark.phase === "idle");
  await expect(page.getByRole("button", { name: /^Run/ })).toBeEnabled();
});
