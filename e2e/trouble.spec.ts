/**
 * When something is missing or breaks: Binaryen, the engine, the network, storage.
 */
import { expect, test } from "@playwright/test";
import { expectOutput, HOT_LOOP, openPlayground, pane, runToEnd, setSource } from "./playground.ts";

test("without Binaryen programs are compiled all the same, and the page says why there is no text", async ({
  page,
}) => {
  await page.route(/binaryen/i, (route) => route.abort());
  await openPlayground(page);
  await setSource(page, HOT_LOOP);
  await runToEnd(page);
  await expectOutput(page, /\d/);
  await expect(pane(page, "output").getByRole("status")).toContainText("finished in");
  await expect(pane(page, "wasm")).toContainText(/\d bytes/);
  await expect(pane(page, "wasm")).toContainText("The text cannot be shown");
  await expect(pane(page, "wasm")).toContainText("Binaryen could not be loaded");
});

/** A worker that prints a line and then reports a failure of the engine. */
const BROKEN_ENGINE = `
self.onmessage = ({ data }) => {
  if (data.type !== "run") return;
  self.postMessage({ type: "output", run: data.run, stream: 1, text: "so far\\n" });
  self.postMessage({ type: "crash", run: data.run, message: "assertion failed: stack depth 3, expected 2" });
};
self.postMessage({ type: "ready" });
`;

test("a crash of the engine is told apart from an error of the program", async ({ page }) => {
  await page.route(/engine\.worker/, (route) =>
    route.fulfill({ contentType: "text/javascript", body: BROKEN_ENGINE }),
  );
  await openPlayground(page);
  await runToEnd(page);
  const alert = pane(page, "output").getByRole("alert");
  await expect(alert).toContainText("The engine failed");
  await expect(alert).toContainText("not of your program");
  await expect(alert).toContainText("stack depth 3");
  await expectOutput(page, "so far");
  await page.getByRole("button", { name: "Start the engine again" }).click();
  await expect(alert).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Run/ })).toBeEnabled();
});

test("an engine that cannot be loaded is a failure of the page, with a way to try again", async ({
  page,
}) => {
  await page.route(/engine\.worker/, (route) => route.abort());
  await page.goto("./");
  await expect(pane(page, "output").getByRole("alert")).toContainText("The engine failed");
  await page.unroute(/engine\.worker/);
  await page.getByRole("button", { name: "Start the engine again" }).click();
  await page.waitForFunction(() => window.tierup.getState().engineLoaded);
});

test("no request leaves the page's own origin", async ({ page, baseURL }) => {
  const own = new URL(baseURL!).host;
  const foreign: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.host !== own) foreign.push(request.url());
  });
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  await openPlayground(page);
  await runToEnd(page);
  expect(foreign).toEqual([]);
  expect(refused).toEqual([]);
  expect(
    await page.evaluate(() =>
      fetch("https://example.org/").then(
        () => "let through",
        () => "refused",
      ),
    ),
  ).toBe("refused");
});

test("without storage everything but remembering works", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await openPlayground(page);
  await setSource(page, "print(6 * 7)\n");
  await runToEnd(page);
  await expectOutput(page, "42");
});
