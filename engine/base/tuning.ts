/** Every threshold of the engine, in one place. None changes what a program computes. */
export const tuning = {
  /** Runs of a family's head before it is specialised. */
  adaptiveWarmup: 2,
  /** Runs of a family's head after it could not be specialised, or after its member missed too often. */
  adaptiveCooldown: 64,
  /** Longest wait between two attempts: each failure doubles the wait. */
  adaptiveCooldownLimit: 4096,
  /** Missed guards that a member may have before the head takes its place again. */
  missLimit: 8,
  /** Back-edges and calls that the interpreter is given at a time; V8 swaps in better code of the dispatch function only when it is entered anew. */
  fuelQuantum: 5000,
  /** Turns of a loop before a trace is recorded. */
  loopThreshold: 1000,
  /** What traces may take: so many milliseconds, this part of the time that the program has run, and this part of what they have saved. */
  traceCreditMs: 6,
  traceShare: 0.1,
  traceReinvested: 0.5,
  /** Milliseconds that a uop takes less in a trace than in Tier 1. */
  uopSavesMs: 5e-6,
  /** What the first trace is expected to take, in milliseconds. */
  firstTraceMs: 10,
  /** A generator's loop is left to the loop that takes its items if that has done this part of its way to a trace. */
  consumerShare: 0.25,
  /** Times a side exit is taken before a bridge is recorded. */
  exitThreshold: 200,
  /** Penalty in turns after a failed recording; doubles each time. */
  abortPenalty: 2000,
  /** Failed recordings after which a loop head is left alone. */
  abortLimit: 5,
  /** Uops in a trace. */
  traceLengthLimit: 2000,
  /** Python frames inlined below the trace's own. */
  inlineDepthLimit: 12,
  /** Bytes of WebAssembly past which a tree grows no more bridges. */
  treeBytesLimit: 48 * 1024,
  /** Ways taken from code to code, for each kilobyte of a tree, until it is compiled as a whole: a millisecond, at 150 ns each. */
  crossings: 8000,
  /** Bridges in one tree. */
  bridgeLimit: 60,
  /** Python frames on the chain. */
  recursionLimit: 1000,
  /** Bytes that the memory may grow to. */
  memoryLimitBytes: 1 << 30,
  /** Under `gcStress`: collections from one check of the whole heap to the next. */
  verifyEvery: 8,
  /** A recording is given up when its calls into the runtime, times this, outnumber its uops. */
  callWeight: 6,
  /**
   * A tree that is left so often, and does fewer uops each time, does not pay: an exit costs a microsecond and more. Who has chosen a
   * threshold sees traces for longer.
   */
  trialExits: 1000,
  exitUops: 200,
  patientTrialExits: 4000,
  patientExitUops: 50,
};

/** For classrooms: everything happens early enough to be watched. */
export const teachingThreshold = 20;
