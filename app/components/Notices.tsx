/**
 * What the page has to say beside its panes: notices under the header, brief ones at the bottom, and the narrator
 * for those who listen instead of look.
 */
import { useEffect, useState } from "react";
import { dismissNotice } from "../session/actions.ts";
import { type SessionState, useSession } from "../session/store.ts";
import { Icon } from "./Icon.tsx";

/** Why the latest run had no JIT though it was to have it. */
function jitRefusal({ stats, runTier }: SessionState): string | null {
  if (stats === null || runTier !== "jit" || stats.jit === "ready") return null;
  return stats.jit;
}

export function Notices() {
  const notices = useSession((state) => state.notices);
  const refusal = useSession(jitRefusal);
  return (
    <>
      <div className="notices">
        {refusal === null ? null : (
          <div className="notice warning" role="status" data-notice="jit">
            <span>
              <b>The JIT is not available.</b> Programs go on in Tier 1. <small>({refusal})</small>
            </span>
          </div>
        )}
        {notices
          .filter((notice) => !notice.brief)
          .map((notice) => (
            <div
              key={notice.id}
              className={`notice ${notice.kind}`}
              role={notice.kind === "error" ? "alert" : "status"}
            >
              <span>{notice.text}</span>
              <button
                type="button"
                className="button quiet small"
                aria-label="Dismiss"
                onClick={() => dismissNotice(notice.id)}
              >
                <Icon name="close" size={13} />
              </button>
            </div>
          ))}
      </div>
      <div className="toasts" aria-live="polite">
        {notices
          .filter((notice) => notice.brief)
          .map((notice) => (
            <div key={notice.id} className="toast">
              {notice.text}
            </div>
          ))}
      </div>
    </>
  );
}

const NARRATOR_PAUSE_MS = 2_500;

/** Reads the latest event aloud, at most one every few seconds: the story, not the log. */
export function Narrator() {
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    let last = "";
    const timer = setInterval(() => {
      const state = useSession.getState();
      const events = state.snapshot?.events;
      const event =
        state.event === null ? events?.at(-1) : events?.find((candidate) => candidate.index === state.event);
      if (event !== undefined && event.text !== last) {
        last = event.text;
        setSentence(event.text);
      }
    }, NARRATOR_PAUSE_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="visually-hidden" aria-live="polite">
      {sentence}
    </div>
  );
}
