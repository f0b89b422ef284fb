/**
 * The program and its temperature.
 */
import { Pane } from "../../components/Pane.tsx";
import { TierMark } from "../../components/TierMark.tsx";
import { Editor } from "../../editor/Editor.tsx";
import { isEdited, loadExample } from "../../session/actions.ts";
import { findExample } from "../../session/examples.ts";
import { useSession } from "../../session/store.ts";
import { lookOf } from "../../session/tiers.ts";

export function SourcePane() {
  const example = useSession((state) => state.example);
  const edited = useSession(isEdited);
  const hot = useSession(
    (state) => (state.snapshot?.heat.length ?? 0) > 0 && state.runSource === state.source,
  );
  const title = findExample(example)?.title ?? "your program";
  return (
    <Pane
      id="source"
      title="Source"
      detail={edited && example !== null ? `${title}, edited` : title}
      tools={
        <>
          {hot ? (
            <span className="legend" title="How often a line was reached, and in which tier">
              <span>
                <TierMark look={lookOf("tier1")} size={10} />
                Tier 1
              </span>
              <span>
                <TierMark look={lookOf("jit")} size={10} />
                traces
              </span>
            </span>
          ) : null}
          {edited && example !== null ? (
            <button type="button" className="button quiet small" onClick={() => loadExample(example)}>
              Reset
            </button>
          ) : null}
        </>
      }
    >
      <Editor />
    </Pane>
  );
}
