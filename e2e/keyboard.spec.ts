/**
 * Everything by keyboard: shortcuts, panes by number, lists by arrows, help.
 */
import { expect, test } from "@playwright/test";
import {
  expectOutput,
  HOT_LOOP,
  openPlayground,
  pane,
  relatedRows,
  runInJit,
  waitForEnd,
  waitForTurns,
} from "./playground.ts";

test("a program is typed, run and linked without a mouse", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPlayground(page);
  await expect(page.locator(".monaco-editor").first()).toBeVisible();
  await page.keyboard.press("1");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("print(12 * 12)");
  await page.keyboard.press("Control+Enter");
  await waitForEnd(page);
  await expectOutput(page, "144");
  await page.keyboard.press("Control+s");
  await expect(page.getByText(/Link copied/)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("#1.");
});

test("number keys go to panes, arrows move the selection, Escape clears it", async ({ page }) => {
  await openPlayground(page);
  await runInJit(page, HOT_LOOP);
  await page.keyboard.press("Alt+2");
  const listing = pane(page, "bytecode").getByRole("listbox");
  await expect(listing).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await expect(pane(page, "bytecode").locator("[aria-selected=true]")).toHaveCount(1);
  await expect(relatedRows(page, "bytecode").first()).toBeVisible();
  await page.keyboard.press("3");
  await expect(pane(page, "trace").getByRole("listbox")).toBeFocused();
  await page.keyboard.press("7");
  await expect(page.getByRole("tab", { name: "Traces" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => window.tierup.getState().selection)).toBe(null);
});

test("the help lists the shortcuts", async ({ page }) => {
  await openPlayground(page);
  await page.locator("body").press("?");
  await expect(page.getByRole("dialog")).toContainText("Ctrl + Shift + Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a loop is stopped from the keyboard", async ({ page }) => {
  await openPlayground(page);
  await page.evaluate(() => window.tierup.setSource("while True:\n    pass\n"));
  await page.keyboard.press("Control+Enter");
  await waitForTurns(page);
  await page.keyboard.press("Control+.");
  await waitForEnd(page);
});
