/**
 * Mounts the page: restores what was there or what a link holds, starts loading the engine, draws.
 */
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { openLink, openPage, setSource } from "./session/actions.ts";
import { startEngine } from "./session/runner.ts";
import { useSession } from "./session/store.ts";
import "./styles/tokens.css";
import "./styles/page.css";

declare global {
  interface Window {
    /** For tests and for the curious in the console: the program's text cannot be typed into Monaco by machines. */
    tierup: { setSource(source: string): void; getState: typeof useSession.getState };
  }
}

window.tierup = { setSource, getState: useSession.getState };
openPage();
addEventListener("hashchange", () => openLink(location.hash));
createRoot(document.getElementById("root")!).render(<App />);
// After the first paint: the engine has all the time until someone presses Run.
requestAnimationFrame(() => setTimeout(startEngine));
