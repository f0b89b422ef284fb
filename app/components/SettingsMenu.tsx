/**
 * Settings of runs and measurements, and the theme.
 */
import { useCallback, useRef } from "react";
import {
  setBlocks,
  setInterpreter,
  setPass,
  setSeed,
  setSettingsOpen,
  setTheme,
  setThreshold,
  setWithCpython,
} from "../session/actions.ts";
import { type Interpreter, PASS_NAMES } from "../session/engine.ts";
import { MAX_BLOCKS } from "../session/schedule.ts";
import { type ThemeChoice, useSession } from "../session/store.ts";
import { Icon } from "./Icon.tsx";
import { useDismiss } from "./useDismiss.ts";

/** Thresholds on offer: the default, and low ones for teaching. */
const THRESHOLDS: readonly (readonly [value: string, name: string])[] = [
  ["", "default"],
  ["10", "10 turns"],
  ["100", "100 turns"],
  ["1000", "1,000 turns"],
  ["10000", "10,000 turns"],
  ["100000", "100,000 turns"],
];

export function SettingsMenu() {
  const open = useSession((state) => state.settingsOpen);
  const interpreter = useSession((state) => state.interpreter);
  const threshold = useSession((state) => state.threshold);
  const without = useSession((state) => state.without);
  const blocks = useSession((state) => state.blocks);
  const seed = useSession((state) => state.seed);
  const withCpython = useSession((state) => state.withCpython);
  const theme = useSession((state) => state.theme);
  const root = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setSettingsOpen(false), []);
  useDismiss(open, root, close);
  const chosen = threshold === null ? "" : String(threshold);
  const options = THRESHOLDS.some(([value]) => value === chosen)
    ? THRESHOLDS
    : [...THRESHOLDS, [chosen, `${threshold} turns`] as const];
  return (
    <div className="menu-anchor" ref={root}>
      <button
        type="button"
        className="button icon"
        aria-label="Settings"
        title="Settings"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setSettingsOpen(!open)}
      >
        <Icon name="settings" />
      </button>
      {open ? (
        <div className="menu right" role="dialog" aria-label="Settings">
          <div className="field">
            <label htmlFor="setting-theme">Theme</label>
            <select
              id="setting-theme"
              value={theme}
              onChange={(event) => setTheme(event.target.value as ThemeChoice)}
            >
              <option value="system">as the system</option>
              <option value="light">light</option>
              <option value="dark">dark</option>
            </select>
          </div>
          <div className="field">
            <label htmlFor="setting-interpreter">Tier 1 runs in</label>
            <select
              id="setting-interpreter"
              value={interpreter}
              onChange={(event) => setInterpreter(event.target.value as Interpreter)}
            >
              <option value="wasm">WebAssembly</option>
              <option value="typescript">TypeScript</option>
            </select>
            <small>The same interpreter, printed from one definition, built by two compilers.</small>
          </div>
          <div className="field">
            <label htmlFor="setting-threshold">Record a loop after</label>
            <select
              id="setting-threshold"
              value={chosen}
              onChange={(event) =>
                setThreshold(event.target.value === "" ? null : Number(event.target.value))
              }
            >
              {options.map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
            <small>A low number shows traces in short programs. It is for teaching, not for speed.</small>
          </div>
          <fieldset className="field passes">
            <legend>Passes of the optimiser</legend>
            {PASS_NAMES.map((name) => (
              <label key={name}>
                <input
                  type="checkbox"
                  checked={!without.includes(name)}
                  onChange={(event) => setPass(name, event.target.checked)}
                />
                {name}
              </label>
            ))}
            <small>Leave one out to see what it is worth. Results stay the same.</small>
          </fieldset>
          <div className="field">
            <label htmlFor="setting-blocks">Blocks of a benchmark</label>
            <input
              id="setting-blocks"
              type="number"
              min={1}
              max={MAX_BLOCKS}
              value={blocks}
              onChange={(event) => setBlocks(Number(event.target.value))}
            />
            <small>
              Each block runs the program once in every tier. Five give an interval; more make it narrower.
            </small>
          </div>
          <div className="field">
            <label htmlFor="setting-seed">Seed of the order</label>
            <input
              id="setting-seed"
              type="number"
              min={0}
              value={seed}
              onChange={(event) => setSeed(Number(event.target.value))}
            />
          </div>
          <div className="field">
            <label htmlFor="setting-cpython">Measure CPython as well</label>
            <input
              id="setting-cpython"
              type="checkbox"
              checked={withCpython}
              onChange={(event) => setWithCpython(event.target.checked)}
            />
            <small>
              CPython 3.14 in WebAssembly (Pyodide, 13 MB), loaded from this site when it is first needed.
            </small>
          </div>
        </div>
      ) : null}
    </div>
  );
}
