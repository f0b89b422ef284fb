/**
 * The frame of a pane: a named region with a header. `id` is what the number keys look for.
 */
import type { ReactNode } from "react";
import type { PaneId } from "../session/store.ts";
import type { TierLook } from "../session/tiers.ts";
import { TierMark } from "./TierMark.tsx";

interface PaneProps {
  readonly id: PaneId;
  readonly title: string;
  readonly look?: TierLook;
  readonly detail?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export function Pane({ id, title, look, detail, tools, children }: PaneProps) {
  return (
    <section className="pane" id={`pane-${id}`} aria-labelledby={`pane-${id}-title`} tabIndex={-1}>
      <header className="pane-header">
        {look ? <TierMark look={look} size={15} /> : null}
        <h2 id={`pane-${id}-title`}>{title}</h2>
        <span className="detail">{detail}</span>
        {tools ? <div className="tools">{tools}</div> : null}
      </header>
      <div className="pane-body">{children}</div>
    </section>
  );
}

interface EmptyProps {
  readonly look?: TierLook;
  readonly title: string;
  readonly children: ReactNode;
}

/** What a pane says while it has nothing to show: what will be seen here, and how to get it. */
export function Empty({ look, title, children }: EmptyProps) {
  return (
    <div className="empty">
      {look ? <TierMark look={look} size={22} /> : null}
      <b>{title}</b>
      <span>{children}</span>
    </div>
  );
}
