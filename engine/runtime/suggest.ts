/**
 * "Did you mean": the candidate nearest to a misspelt name, by CPython's measure, so that the same hints appear.
 *
 * The distance is Levenshtein's with costs: 2 for an edit, 1 for a change of case only. A candidate may differ by at
 * most a third of the letters of both names together; of equals, the first wins.
 */
const MOVE_COST = 2;
const CASE_COST = 1;
const MAX_LENGTH = 40;
const MAX_CANDIDATES = 750;

function substitutionCost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE_COST : MOVE_COST;
}

/** Distance of `a` and `b`, or `limit + 1` when it is greater than `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const first = a.slice(start, endA);
  const second = b.slice(start, endB);
  if (first === "" || second === "") return (first.length + second.length) * MOVE_COST;
  if (first.length > MAX_LENGTH || second.length > MAX_LENGTH) return limit + 1;
  if (Math.abs(first.length - second.length) * MOVE_COST > limit) return limit + 1;
  let row = Array.from({ length: first.length + 1 }, (_, i) => i * MOVE_COST);
  for (let j = 1; j <= second.length; j++) {
    const next = [j * MOVE_COST];
    for (let i = 1; i <= first.length; i++)
      next.push(
        Math.min(
          row[i - 1]! + substitutionCost(first[i - 1]!, second[j - 1]!),
          row[i]! + MOVE_COST,
          next[i - 1]! + MOVE_COST,
        ),
      );
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[first.length]!;
}

/** The candidate that was probably meant by `wrong`, or null. */
export function bestMatch(wrong: string, candidates: readonly string[]): string | null {
  if (candidates.length > MAX_CANDIDATES || wrong.length > MAX_LENGTH) return null;
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === wrong) continue;
    const allowed = Math.min(
      Math.floor(((wrong.length + candidate.length + 3) * MOVE_COST) / 6),
      bestDistance - 1,
    );
    const distance = editDistance(wrong, candidate, allowed);
    if (distance > allowed) continue;
    if (best === null || distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
