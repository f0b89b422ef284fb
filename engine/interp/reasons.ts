/** Why the dispatch function was left. 0: come back at once (views renewed, or one step done). */
export const LEFT = 0;
/** The entry frame returned; its value is in STATE_RESULT. */
export const LEFT_RETURN = 1;
/** Fuel is spent or a safepoint was asked for. */
export const LEFT_FUEL = 2;
/** STATE_RAISED holds an exception; the frame on top raised it at FRAME_LASTI. */
export const LEFT_RAISED = 3;
/** A loop is hot: FRAME_LASTI is its JUMP_BACKWARD_JIT, FRAME_PC its head. */
export const LEFT_HOT = 4;
/** A function is called often: the frame on top is past its RESUME, at FRAME_LASTI. */
export const LEFT_HOT_CALL = 6;
/** A generator resumed by a native yielded; the value is in STATE_RESULT. */
export const LEFT_YIELD = 5;
