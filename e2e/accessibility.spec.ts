/**
 * Axe finds nothing to complain about, in both themes, before and after a run, and on a narrow screen.
 */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { goToCode, HOT_LOOP, openPlayground, pane, relatedRows, rows, runInJit } from "./playground.ts";

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    // Inside of Monaco, which we do not write; the pane around it is checked.
    .exclude(".monaco-editor")
    .analyze();
  const found = violations.map((violation) => ({
    rule: violation.id,
    where: violation.nodes.slice(0, 4).map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
  }));
  expect(found).toEqual([]);
}

for (const theme of ["light", "dark"] as const) {
  test(`the page is clean in the ${theme} theme, before and after a run`, async ({ page }) => {
    // Colours that fade are looked at when they have come to rest.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await openPlayground(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expectClean(page);
    await runInJit(page, HOT_LOOP);
    await goToCode(page, "work");
    await rows(page, "bytecode").filter({ hasText: "BINARY_OP_MULTIPLY_FLOAT" }).last().click();
    await expect(relatedRows(page, "wasm").first()).toBeVisible();
    await expectClean(page);
    await page.getByRole("tab", { name: "Traces" }).click();
    await expectClean(page);
  });
}

test("menus, help and the simple layout are clean", async ({ page }) => {
  await openPlayground(page);
  await page.getByRole("button", { name: /^Example:/ }).click();
  await expectClean(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await expectClean(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Help and keyboard" }).click();
  await expectClean(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Simple" }).click();
  await expectClean(page);
});

test("a narrow screen gets tabs, and everything is reached through them", async ({ page }) => {
  await page.setViewportSize({ width: 420, height: 800 });
  await openPlayground(page);
  const tabs = page.getByRole("tablist", { name: "Panes" });
  await expect(tabs.getByRole("tab")).toHaveCount(8);
  await tabs.getByRole("tab", { name: "Speed" }).click();
  await expect(pane(page, "speed")).toBeVisible();
  await tabs.getByRole("tab", { name: "Source" }).click();
  await expect(pane(page, "source")).toBeVisible();
  await expectClean(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
});

test("large type for the back of a room", async ({ page }) => {
  await openPlayground(page);
  await page.getByRole("button", { name: "Present" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-presenting", "true");
  const size = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  expect(size).toBeGreaterThanOrEqual(18);
  await expectClean(page);
});
