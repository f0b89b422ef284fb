/**
 * The menu of example programs.
 */
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { loadExample } from "../session/actions.ts";
import { EXAMPLES, findExample } from "../session/examples.ts";
import { useSession } from "../session/store.ts";
import { Icon } from "./Icon.tsx";
import { useDismiss } from "./useDismiss.ts";

export function ExampleMenu() {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const current = useSession((state) => state.example);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(open, root, close);
  useEffect(() => {
    if (!open) return;
    const items = menu.current?.querySelectorAll<HTMLElement>("[role=menuitemradio]") ?? [];
    const checked = [...items].find((item) => item.getAttribute("aria-checked") === "true");
    (checked ?? items[0])?.focus();
  }, [open]);
  const moveFocus = (event: KeyboardEvent): void => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitemradio]") ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const columns = getComputedStyle(menu.current!).gridTemplateColumns.split(" ").length;
    const step = { ArrowDown: columns, ArrowUp: -columns, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) items[Math.min(items.length - 1, Math.max(0, at + step))]?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else if (event.key === "Tab") {
      close();
      return;
    } else return;
    event.preventDefault();
  };
  return (
    <div className="menu-anchor" ref={root}>
      <button
        type="button"
        className="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`Example: ${findExample(current)?.title ?? "none"}`}
        onClick={() => setOpen(!open)}
      >
        {findExample(current)?.title ?? "Examples"}
        <Icon name="down" size={13} />
      </button>
      {open ? (
        <div
          className="menu grid"
          role="menu"
          aria-label="Example programs"
          tabIndex={-1}
          ref={menu}
          onKeyDown={moveFocus}
        >
          {EXAMPLES.map((example) => (
            <button
              key={example.id}
              type="button"
              role="menuitemradio"
              aria-checked={example.id === current}
              className="menu-item"
              tabIndex={-1}
              onClick={() => {
                loadExample(example.id);
                close();
                root.current?.querySelector("button")?.focus();
              }}
            >
              <b>
                {example.title}
                <small>{example.group}</small>
              </b>
              <span>{example.about}</span>
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
