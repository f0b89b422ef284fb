/** Why a recording is given up: a closed list, each with the sentence a user reads. */
export const abortReasons = {
  leftLoop: "the loop ended before it came round",
  tooLong: "the trace grew too long",
  tooDeep: "calls are nested too deep to be inlined",
  recursion: "the function calls itself",
  innerLoop: "an inner loop turned too often; it gets a trace of its own first",
  innerTrace: "an inner loop that has a trace of its own is in the way",
  generator: "a generator is resumed",
  yields: "it pauses in each turn; whoever resumes it has it in a trace of theirs",
  raised: "an exception was raised",
  frame: "an instruction needs its frame in memory, which functions that call each other's traces do without",
  callee: "a Python function is called in a way that cannot be inlined",
  suspends: "the program waits here",
  unsupported: "an instruction cannot be recorded",
  interrupted: "a safepoint was asked for",
  state: "the state holds too many values",
  nested: "a native called back into Python code that changed what runs",
  lostTrack: "the program went another way than the recorder followed",
  unstable: "types change from one turn to the next",
  mostlyCalls: "nearly all its work is in the runtime, which a trace cannot speed up",
  rebinds: "the loop rebinds a global that the trace takes as constant",
} as const;

export type AbortReason = keyof typeof abortReasons;

/** Reasons that lie in the code itself: another turn is hardly going to be recorded where one was not. */
export const LASTING: ReadonlySet<AbortReason> = new Set(["yields", "frame", "mostlyCalls", "unsupported"]);

/** Thrown inside the recorder; never leaves it. */
export class RecordingAborted extends Error {
  constructor(readonly reason: AbortReason) {
    super(abortReasons[reason]);
  }
}
