/**
 * The mark of a tier: its colour and its shape, the same as its points in the charts.
 */
import type { TierLook } from "../session/tiers.ts";

const PATHS: Readonly<Record<TierLook["shape"], string>> = {
  circle: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  rect: "M3 3h10v10H3z",
  rectRot: "M8 1.2 14.8 8 8 14.8 1.2 8z",
  triangle: "M8 1.8 15 14H1z",
  star: "M8 1l2 4.8 5.2.4-4 3.4 1.3 5.1L8 12l-4.5 2.7 1.3-5.1-4-3.4 5.2-.4z",
};

/** Decorative: a name stands beside it wherever it is used. */
export function TierMark({ look, size = 13 }: { readonly look: TierLook; readonly size?: number }) {
  return (
    <svg className="tier-mark" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[look.shape]} fill={`var(${look.color}-fill)`} />
    </svg>
  );
}
