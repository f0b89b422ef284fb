/** While closed, a safepoint puts a collection off: some values are only in a trace's registers. */
export const collectionGate = { closed: 0 };
