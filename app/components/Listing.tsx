/**
 * A long list of rows of equal height, of which only the visible ones exist: bytecode, uops, IR, Wasm, events.
 *
 * It is a listbox: arrow keys, Page Up/Down, Home and End move through it and select as they go; Enter follows a
 * row (to the instruction that proved a ghost, say). When something is selected elsewhere, the list scrolls to
 * the first relative, unless one is in sight already.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useSession } from "../session/store.ts";

/** How a row stands to the selection. */
export interface RowMarks {
  readonly selected?: boolean;
  readonly related?: boolean;
  /** A heading between rows: cannot be selected. */
  readonly heading?: boolean;
  readonly extraClass?: string;
}

interface ListingProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly marksOf: (row: Row, index: number) => RowMarks;
  readonly render: (row: Row, index: number) => ReactNode;
  readonly onSelect: (row: Row, index: number) => void;
  /** The pointer is on a row, or on none (null). */
  readonly onPoint?: (row: Row | null, index: number) => void;
  /** Enter or double click. */
  readonly onFollow?: (row: Row, index: number) => void;
  /** Scrolls to this row whenever `revealKey` changes; -1 for none. */
  readonly revealIndex: number;
  readonly revealKey: unknown;
  /** Puts the revealed row at the top instead of where it is in sight. */
  readonly revealAtTop?: boolean;
  /** Text of sentences, not of code. */
  readonly prose?: boolean;
}

/** The height of a row in pixels: the styles' `--row`. */
export function useRowHeight(): number {
  return useSession((state) => (state.presenting ? 30 : 22));
}

export function Listing<Row>(props: ListingProps<Row>) {
  const {
    label,
    rows,
    marksOf,
    render,
    onSelect,
    onFollow,
    onPoint,
    revealIndex,
    revealKey,
    revealAtTop,
    prose,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const [active, setActive] = useState(0);
  const id = useId();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 14,
    useFlushSync: false,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows have another height then.
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowHeight]);

  const revealed = useRef<unknown>(null);
  useEffect(() => {
    if (revealIndex < 0 || revealed.current === revealKey) return;
    revealed.current = revealKey;
    setActive(revealIndex);
    const element = scroller.current;
    if (element === null) return;
    const top = revealIndex * rowHeight;
    if (revealAtTop) {
      element.scrollTop = top;
      return;
    }
    const inSight = top >= element.scrollTop && top + rowHeight <= element.scrollTop + element.clientHeight;
    if (!inSight) element.scrollTop = Math.max(0, top - element.clientHeight / 3);
  }, [revealIndex, revealKey, revealAtTop, rowHeight]);

  const moveTo = (index: number, step: 1 | -1): void => {
    let at = Math.min(rows.length - 1, Math.max(0, index));
    while (at >= 0 && at < rows.length && marksOf(rows[at]!, at).heading) at += step;
    if (at < 0 || at >= rows.length) return;
    setActive(at);
    virtualizer.scrollToIndex(at, { align: "auto" });
    onSelect(rows[at]!, at);
  };

  const handleKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    if (event.key === "ArrowDown") moveTo(active + 1, 1);
    else if (event.key === "ArrowUp") moveTo(active - 1, -1);
    else if (event.key === "PageDown") moveTo(active + page, 1);
    else if (event.key === "PageUp") moveTo(active - page, -1);
    else if (event.key === "Home") moveTo(0, 1);
    else if (event.key === "End") moveTo(rows.length - 1, -1);
    else if (event.key === "Enter" && onFollow && rows[active]) onFollow(rows[active]!, active);
    else return;
    event.preventDefault();
  };

  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const activeDrawn = items.some((item) => item.index === active);
  return (
    <div
      ref={scroller}
      className={prose ? "listing prose" : "listing"}
      role="listbox"
      aria-label={label}
      aria-activedescendant={activeDrawn ? `${id}-${active}` : undefined}
      tabIndex={0}
      data-pane-focus=""
      onKeyDown={handleKey}
      onPointerLeave={() => onPoint?.(null, -1)}
    >
      <div className="listing-rows" role="presentation" style={{ height: rows.length * rowHeight }}>
        <div role="presentation" style={{ transform: `translateY(${before}px)` }}>
          {items.map((item) => {
            const row = rows[item.index]!;
            const marks = marksOf(row, item.index);
            const classes = ["row"];
            if (marks.heading) classes.push("heading");
            if (marks.related) classes.push("related");
            if (marks.selected) classes.push("selected");
            if (item.index === active) classes.push("active");
            if (marks.extraClass) classes.push(marks.extraClass);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox itself has the keys.
              <div
                key={item.index}
                id={`${id}-${item.index}`}
                role="option"
                aria-selected={Boolean(marks.selected)}
                aria-disabled={marks.heading ? true : undefined}
                aria-posinset={item.index + 1}
                aria-setsize={rows.length}
                tabIndex={-1}
                className={classes.join(" ")}
                data-related={marks.related ? "" : undefined}
                onClick={() => {
                  if (marks.heading) return;
                  setActive(item.index);
                  onSelect(row, item.index);
                }}
                onPointerMove={(event) => {
                  // Only a pointer that moves: a list scrolling under one that rests points at nothing new.
                  if (event.pointerType === "mouse") onPoint?.(marks.heading ? null : row, item.index);
                }}
                onDoubleClick={() => {
                  if (!marks.heading) onFollow?.(row, item.index);
                }}
              >
                {render(row, item.index)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
