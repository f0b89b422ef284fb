/**
 * The pictures in `public/screenshots/`, taken from the real page when asked for:
 * `TIERUP_SCREENSHOTS=1 npx playwright test e2e/screenshots.spec.ts`.
 */
import { test } from "@playwright/test";
import { goToCode, openPlayground, pane, rows, runToEnd } from "./playground.ts";

test.skip(process.env["TIERUP_SCREENSHOTS"] !== "1", "pictures are taken when asked for");

for (const theme of ["light", "dark"] as const) {
  test(`the ladder and the speed of the tiers, ${theme}`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width: 1600, height: 1000 });
    await page.emulateMedia({ colorScheme: theme });
    await openPlayground(page);
    await runToEnd(page);
    await page.waitForTimeout(2_000);
    await goToCode(page, "escape_time");
    await rows(page, "bytecode").filter({ hasText: "BINARY_OP_MULTIPLY_FLOAT" }).first().click();
    await page.mouse.move(800, 30);
    await page.waitForTimeout(1_200);
    await page.screenshot({ path: `public/screenshots/explore-${theme}.png` });
    await page.keyboard.press("Control+Shift+Enter");
    await page.waitForFunction(() => window.tierup.getState().benchmark.phase !== "running", undefined, {
      timeout: 280_000,
    });
    await pane(page, "speed").locator("canvas").first().waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `public/screenshots/speed-${theme}.png` });
  });
}
