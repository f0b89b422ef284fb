/** While closed, a safepoint puts a collection off: some values are only in a trace's registers. */
export const collectionGate = { closed: 0 };

/**
 * Calls of natives back into Python code: how many there were; and whether the recorder, which asks a native for its answer
 * before Tier 1 does, forbids them, since they would happen twice.
 */
export const pythonRuns = { count: 0, forbidden: false };

/** Thrown in place of such a call while they are forbidden. */
export class PythonForbidden extends Error {}
