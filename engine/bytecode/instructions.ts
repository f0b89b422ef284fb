/**
 * The instruction set: every instruction of CPython 3.14 with CPython's own opcode number, the kind of its operand,
 * its effect on the value stack and the layout of its inline cache.
 *
 * One table, because the assembler, the disassembler, the interpreter's generator and the playground all ask the same
 * questions of an opcode; a second list would drift. Numbers are facts of CPython 3.14 (`_opcode_metadata`), and a test
 * compares this table with a real CPython.
 *
 * What must hold
 *   - an opcode up to `HAVE_ARGUMENT` ignores its operand; those above have one;
 *   - a specialised member has the cache layout, the operand and the stack effect of its family's head;
 *   - pseudo-instructions (256 and up) live between the code generator and the assembler and never reach a code object.
 *
 * A code unit is 16 bits, `opcode | oparg << 8`; an operand over 255 is prefixed with EXTENDED_ARG, high byte first.
 */

/**
 * What an operand means.
 * `name` indexes `names`; `nameAndFlag` and `nameAndTwoFlags` keep one or two flag bits below the index. `local` and
 * `cell` index the fast locals (`localsplusnames`); `localPair` packs two of them, four bits each. Jumps count code
 * units from the end of the instruction and its cache. `label` occurs in pseudo-instructions only.
 */
export type OperandKind =
  | "none"
  | "number"
  | "const"
  | "smallInt"
  | "name"
  | "nameAndFlag"
  | "nameAndTwoFlags"
  | "local"
  | "localPair"
  | "cell"
  | "jumpForward"
  | "jumpBackward"
  | "label"
  | "binary"
  | "compare"
  | "intrinsic1"
  | "intrinsic2"
  | "commonConstant"
  | "special"
  | "conversion"
  | "invert"
  | "functionAttribute"
  | "resume";

/** One row. `pops` and `pushes` are left out where they are zero or depend on the operand (see `poppedBy`, `pushedBy`). */
export interface InstructionRow {
  readonly opcode: number;
  readonly operand?: OperandKind;
  readonly pops?: number;
  readonly pushes?: number;
  /** Inline cache fields after the instruction: name and size in code units. */
  readonly cache?: readonly (readonly [field: string, units: number])[];
}

/** Opcodes up to and including this one ignore their operand. */
export const HAVE_ARGUMENT = 43;
/** Opcodes from here to 254 are the instrumented forms used by `sys.monitoring`. */
export const MIN_INSTRUMENTED_OPCODE = 234;
/** Pseudo-instructions start here. */
export const MIN_PSEUDO_OPCODE = 256;

/** The instructions that the compiler emits (and the interpreter's own few: CACHE, INTERPRETER_EXIT, …). */
export const baseInstructions = {
  CACHE: { opcode: 0 },
  BINARY_SLICE: { opcode: 1, pops: 3, pushes: 1 },
  BUILD_TEMPLATE: { opcode: 2, pops: 2, pushes: 1 },
  CALL_FUNCTION_EX: { opcode: 4, pops: 4, pushes: 1 },
  CHECK_EG_MATCH: { opcode: 5, pops: 2, pushes: 2 },
  CHECK_EXC_MATCH: { opcode: 6, pops: 2, pushes: 2 },
  CLEANUP_THROW: { opcode: 7, pops: 3, pushes: 2 },
  DELETE_SUBSCR: { opcode: 8, pops: 2, pushes: 0 },
  END_FOR: { opcode: 9, pops: 1, pushes: 0 },
  END_SEND: { opcode: 10, pops: 2, pushes: 1 },
  EXIT_INIT_CHECK: { opcode: 11, pops: 1, pushes: 0 },
  FORMAT_SIMPLE: { opcode: 12, pops: 1, pushes: 1 },
  FORMAT_WITH_SPEC: { opcode: 13, pops: 2, pushes: 1 },
  GET_AITER: { opcode: 14, pops: 1, pushes: 1 },
  GET_ANEXT: { opcode: 15, pops: 1, pushes: 2 },
  GET_ITER: { opcode: 16, pops: 1, pushes: 1 },
  RESERVED: { opcode: 17 },
  GET_LEN: { opcode: 18, pops: 1, pushes: 2 },
  GET_YIELD_FROM_ITER: { opcode: 19, pops: 1, pushes: 1 },
  INTERPRETER_EXIT: { opcode: 20, pops: 1, pushes: 0 },
  LOAD_BUILD_CLASS: { opcode: 21, pops: 0, pushes: 1 },
  LOAD_LOCALS: { opcode: 22, pops: 0, pushes: 1 },
  MAKE_FUNCTION: { opcode: 23, pops: 1, pushes: 1 },
  MATCH_KEYS: { opcode: 24, pops: 2, pushes: 3 },
  MATCH_MAPPING: { opcode: 25, pops: 1, pushes: 2 },
  MATCH_SEQUENCE: { opcode: 26, pops: 1, pushes: 2 },
  NOP: { opcode: 27 },
  NOT_TAKEN: { opcode: 28 },
  POP_EXCEPT: { opcode: 29, pops: 1, pushes: 0 },
  POP_ITER: { opcode: 30, pops: 1, pushes: 0 },
  POP_TOP: { opcode: 31, pops: 1, pushes: 0 },
  PUSH_EXC_INFO: { opcode: 32, pops: 1, pushes: 2 },
  PUSH_NULL: { opcode: 33, pops: 0, pushes: 1 },
  RETURN_GENERATOR: { opcode: 34, pops: 0, pushes: 1 },
  RETURN_VALUE: { opcode: 35, pops: 1, pushes: 1 },
  SETUP_ANNOTATIONS: { opcode: 36 },
  STORE_SLICE: { opcode: 37, pops: 4, pushes: 0 },
  STORE_SUBSCR: { opcode: 38, pops: 3, pushes: 0, cache: [["counter", 1]] },
  TO_BOOL: {
    opcode: 39,
    pops: 1,
    pushes: 1,
    cache: [
      ["counter", 1],
      ["version", 2],
    ],
  },
  UNARY_INVERT: { opcode: 40, pops: 1, pushes: 1 },
  UNARY_NEGATIVE: { opcode: 41, pops: 1, pushes: 1 },
  UNARY_NOT: { opcode: 42, pops: 1, pushes: 1 },
  WITH_EXCEPT_START: { opcode: 43, pops: 5, pushes: 6 },
  BINARY_OP: {
    opcode: 44,
    operand: "binary",
    pops: 2,
    pushes: 1,
    cache: [
      ["counter", 1],
      ["descr", 4],
    ],
  },
  BUILD_INTERPOLATION: { opcode: 45, operand: "number" },
  BUILD_LIST: { opcode: 46, operand: "number" },
  BUILD_MAP: { opcode: 47, operand: "number" },
  BUILD_SET: { opcode: 48, operand: "number" },
  BUILD_SLICE: { opcode: 49, operand: "number" },
  BUILD_STRING: { opcode: 50, operand: "number" },
  BUILD_TUPLE: { opcode: 51, operand: "number" },
  CALL: {
    opcode: 52,
    operand: "number",
    cache: [
      ["counter", 1],
      ["func_version", 2],
    ],
  },
  CALL_INTRINSIC_1: { opcode: 53, operand: "intrinsic1", pops: 1, pushes: 1 },
  CALL_INTRINSIC_2: { opcode: 54, operand: "intrinsic2", pops: 2, pushes: 1 },
  CALL_KW: {
    opcode: 55,
    operand: "number",
    cache: [
      ["counter", 1],
      ["func_version", 2],
    ],
  },
  COMPARE_OP: { opcode: 56, operand: "compare", pops: 2, pushes: 1, cache: [["counter", 1]] },
  CONTAINS_OP: { opcode: 57, operand: "invert", pops: 2, pushes: 1, cache: [["counter", 1]] },
  CONVERT_VALUE: { opcode: 58, operand: "conversion", pops: 1, pushes: 1 },
  COPY: { opcode: 59, operand: "number" },
  COPY_FREE_VARS: { opcode: 60, operand: "number" },
  DELETE_ATTR: { opcode: 61, operand: "name", pops: 1, pushes: 0 },
  DELETE_DEREF: { opcode: 62, operand: "cell" },
  DELETE_FAST: { opcode: 63, operand: "local" },
  DELETE_GLOBAL: { opcode: 64, operand: "name" },
  DELETE_NAME: { opcode: 65, operand: "name" },
  DICT_MERGE: { opcode: 66, operand: "number" },
  DICT_UPDATE: { opcode: 67, operand: "number" },
  END_ASYNC_FOR: { opcode: 68, operand: "jumpBackward", pops: 2, pushes: 0 },
  EXTENDED_ARG: { opcode: 69, operand: "number" },
  FOR_ITER: { opcode: 70, operand: "jumpForward", pops: 1, pushes: 2, cache: [["counter", 1]] },
  GET_AWAITABLE: { opcode: 71, operand: "number", pops: 1, pushes: 1 },
  IMPORT_FROM: { opcode: 72, operand: "name", pops: 1, pushes: 2 },
  IMPORT_NAME: { opcode: 73, operand: "name", pops: 2, pushes: 1 },
  IS_OP: { opcode: 74, operand: "invert", pops: 2, pushes: 1 },
  JUMP_BACKWARD: { opcode: 75, operand: "jumpBackward", cache: [["counter", 1]] },
  JUMP_BACKWARD_NO_INTERRUPT: { opcode: 76, operand: "jumpBackward" },
  JUMP_FORWARD: { opcode: 77, operand: "jumpForward" },
  LIST_APPEND: { opcode: 78, operand: "number" },
  LIST_EXTEND: { opcode: 79, operand: "number" },
  LOAD_ATTR: {
    opcode: 80,
    operand: "nameAndFlag",
    cache: [
      ["counter", 1],
      ["version", 2],
      ["keys_version", 2],
      ["descr", 4],
    ],
  },
  LOAD_COMMON_CONSTANT: { opcode: 81, operand: "commonConstant", pops: 0, pushes: 1 },
  LOAD_CONST: { opcode: 82, operand: "const", pops: 0, pushes: 1 },
  LOAD_DEREF: { opcode: 83, operand: "cell", pops: 0, pushes: 1 },
  LOAD_FAST: { opcode: 84, operand: "local", pops: 0, pushes: 1 },
  LOAD_FAST_AND_CLEAR: { opcode: 85, operand: "local", pops: 0, pushes: 1 },
  LOAD_FAST_BORROW: { opcode: 86, operand: "local", pops: 0, pushes: 1 },
  LOAD_FAST_BORROW_LOAD_FAST_BORROW: { opcode: 87, operand: "localPair", pops: 0, pushes: 2 },
  LOAD_FAST_CHECK: { opcode: 88, operand: "local", pops: 0, pushes: 1 },
  LOAD_FAST_LOAD_FAST: { opcode: 89, operand: "localPair", pops: 0, pushes: 2 },
  LOAD_FROM_DICT_OR_DEREF: { opcode: 90, operand: "cell", pops: 1, pushes: 1 },
  LOAD_FROM_DICT_OR_GLOBALS: { opcode: 91, operand: "name", pops: 1, pushes: 1 },
  LOAD_GLOBAL: {
    opcode: 92,
    operand: "nameAndFlag",
    cache: [
      ["counter", 1],
      ["index", 1],
      ["module_keys_version", 1],
      ["builtin_keys_version", 1],
    ],
  },
  LOAD_NAME: { opcode: 93, operand: "name", pops: 0, pushes: 1 },
  LOAD_SMALL_INT: { opcode: 94, operand: "smallInt", pops: 0, pushes: 1 },
  LOAD_SPECIAL: { opcode: 95, operand: "special", pops: 1, pushes: 2 },
  LOAD_SUPER_ATTR: { opcode: 96, operand: "nameAndTwoFlags", cache: [["counter", 1]] },
  MAKE_CELL: { opcode: 97, operand: "cell" },
  MAP_ADD: { opcode: 98, operand: "number" },
  MATCH_CLASS: { opcode: 99, operand: "number", pops: 3, pushes: 1 },
  POP_JUMP_IF_FALSE: { opcode: 100, operand: "jumpForward", pops: 1, pushes: 0, cache: [["counter", 1]] },
  POP_JUMP_IF_NONE: { opcode: 101, operand: "jumpForward", pops: 1, pushes: 0, cache: [["counter", 1]] },
  POP_JUMP_IF_NOT_NONE: { opcode: 102, operand: "jumpForward", pops: 1, pushes: 0, cache: [["counter", 1]] },
  POP_JUMP_IF_TRUE: { opcode: 103, operand: "jumpForward", pops: 1, pushes: 0, cache: [["counter", 1]] },
  RAISE_VARARGS: { opcode: 104, operand: "number" },
  RERAISE: { opcode: 105, operand: "number" },
  SEND: { opcode: 106, operand: "jumpForward", pops: 2, pushes: 2, cache: [["counter", 1]] },
  SET_ADD: { opcode: 107, operand: "number" },
  SET_FUNCTION_ATTRIBUTE: { opcode: 108, operand: "functionAttribute", pops: 2, pushes: 1 },
  SET_UPDATE: { opcode: 109, operand: "number" },
  STORE_ATTR: {
    opcode: 110,
    operand: "name",
    pops: 2,
    pushes: 0,
    cache: [
      ["counter", 1],
      ["version", 2],
      ["index", 1],
    ],
  },
  STORE_DEREF: { opcode: 111, operand: "cell", pops: 1, pushes: 0 },
  STORE_FAST: { opcode: 112, operand: "local", pops: 1, pushes: 0 },
  STORE_FAST_LOAD_FAST: { opcode: 113, operand: "localPair", pops: 1, pushes: 1 },
  STORE_FAST_STORE_FAST: { opcode: 114, operand: "localPair", pops: 2, pushes: 0 },
  STORE_GLOBAL: { opcode: 115, operand: "name", pops: 1, pushes: 0 },
  STORE_NAME: { opcode: 116, operand: "name", pops: 1, pushes: 0 },
  SWAP: { opcode: 117, operand: "number" },
  UNPACK_EX: { opcode: 118, operand: "number" },
  UNPACK_SEQUENCE: { opcode: 119, operand: "number", cache: [["counter", 1]] },
  YIELD_VALUE: { opcode: 120, operand: "number", pops: 1, pushes: 1 },
  RESUME: { opcode: 128, operand: "resume" },
} as const satisfies Record<string, InstructionRow>;

/** The specialised members, each with the head of its family. The interpreter writes them in place; `co_code` never shows them. */
export const specializedInstructions = {
  BINARY_OP_INPLACE_ADD_UNICODE: { opcode: 3, family: "BINARY_OP" },
  BINARY_OP_ADD_FLOAT: { opcode: 129, family: "BINARY_OP" },
  BINARY_OP_ADD_INT: { opcode: 130, family: "BINARY_OP" },
  BINARY_OP_ADD_UNICODE: { opcode: 131, family: "BINARY_OP" },
  BINARY_OP_EXTEND: { opcode: 132, family: "BINARY_OP" },
  BINARY_OP_MULTIPLY_FLOAT: { opcode: 133, family: "BINARY_OP" },
  BINARY_OP_MULTIPLY_INT: { opcode: 134, family: "BINARY_OP" },
  BINARY_OP_SUBSCR_DICT: { opcode: 135, family: "BINARY_OP" },
  BINARY_OP_SUBSCR_GETITEM: { opcode: 136, family: "BINARY_OP" },
  BINARY_OP_SUBSCR_LIST_INT: { opcode: 137, family: "BINARY_OP" },
  BINARY_OP_SUBSCR_LIST_SLICE: { opcode: 138, family: "BINARY_OP" },
  BINARY_OP_SUBSCR_STR_INT: { opcode: 139, family: "BINARY_OP" },
  BINARY_OP_SUBSCR_TUPLE_INT: { opcode: 140, family: "BINARY_OP" },
  BINARY_OP_SUBTRACT_FLOAT: { opcode: 141, family: "BINARY_OP" },
  BINARY_OP_SUBTRACT_INT: { opcode: 142, family: "BINARY_OP" },
  CALL_ALLOC_AND_ENTER_INIT: { opcode: 143, family: "CALL" },
  CALL_BOUND_METHOD_EXACT_ARGS: { opcode: 144, family: "CALL" },
  CALL_BOUND_METHOD_GENERAL: { opcode: 145, family: "CALL" },
  CALL_BUILTIN_CLASS: { opcode: 146, family: "CALL" },
  CALL_BUILTIN_FAST: { opcode: 147, family: "CALL" },
  CALL_BUILTIN_FAST_WITH_KEYWORDS: { opcode: 148, family: "CALL" },
  CALL_BUILTIN_O: { opcode: 149, family: "CALL" },
  CALL_ISINSTANCE: { opcode: 150, family: "CALL" },
  CALL_KW_BOUND_METHOD: { opcode: 151, family: "CALL_KW" },
  CALL_KW_NON_PY: { opcode: 152, family: "CALL_KW" },
  CALL_KW_PY: { opcode: 153, family: "CALL_KW" },
  CALL_LEN: { opcode: 154, family: "CALL" },
  CALL_LIST_APPEND: { opcode: 155, family: "CALL" },
  CALL_METHOD_DESCRIPTOR_FAST: { opcode: 156, family: "CALL" },
  CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS: { opcode: 157, family: "CALL" },
  CALL_METHOD_DESCRIPTOR_NOARGS: { opcode: 158, family: "CALL" },
  CALL_METHOD_DESCRIPTOR_O: { opcode: 159, family: "CALL" },
  CALL_NON_PY_GENERAL: { opcode: 160, family: "CALL" },
  CALL_PY_EXACT_ARGS: { opcode: 161, family: "CALL" },
  CALL_PY_GENERAL: { opcode: 162, family: "CALL" },
  CALL_STR_1: { opcode: 163, family: "CALL" },
  CALL_TUPLE_1: { opcode: 164, family: "CALL" },
  CALL_TYPE_1: { opcode: 165, family: "CALL" },
  COMPARE_OP_FLOAT: { opcode: 166, family: "COMPARE_OP" },
  COMPARE_OP_INT: { opcode: 167, family: "COMPARE_OP" },
  COMPARE_OP_STR: { opcode: 168, family: "COMPARE_OP" },
  CONTAINS_OP_DICT: { opcode: 169, family: "CONTAINS_OP" },
  CONTAINS_OP_SET: { opcode: 170, family: "CONTAINS_OP" },
  FOR_ITER_GEN: { opcode: 171, family: "FOR_ITER" },
  FOR_ITER_LIST: { opcode: 172, family: "FOR_ITER" },
  FOR_ITER_RANGE: { opcode: 173, family: "FOR_ITER" },
  FOR_ITER_TUPLE: { opcode: 174, family: "FOR_ITER" },
  JUMP_BACKWARD_JIT: { opcode: 175, family: "JUMP_BACKWARD" },
  JUMP_BACKWARD_NO_JIT: { opcode: 176, family: "JUMP_BACKWARD" },
  LOAD_ATTR_CLASS: { opcode: 177, family: "LOAD_ATTR" },
  LOAD_ATTR_CLASS_WITH_METACLASS_CHECK: { opcode: 178, family: "LOAD_ATTR" },
  LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN: { opcode: 179, family: "LOAD_ATTR" },
  LOAD_ATTR_INSTANCE_VALUE: { opcode: 180, family: "LOAD_ATTR" },
  LOAD_ATTR_METHOD_LAZY_DICT: { opcode: 181, family: "LOAD_ATTR" },
  LOAD_ATTR_METHOD_NO_DICT: { opcode: 182, family: "LOAD_ATTR" },
  LOAD_ATTR_METHOD_WITH_VALUES: { opcode: 183, family: "LOAD_ATTR" },
  LOAD_ATTR_MODULE: { opcode: 184, family: "LOAD_ATTR" },
  LOAD_ATTR_NONDESCRIPTOR_NO_DICT: { opcode: 185, family: "LOAD_ATTR" },
  LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES: { opcode: 186, family: "LOAD_ATTR" },
  LOAD_ATTR_PROPERTY: { opcode: 187, family: "LOAD_ATTR" },
  LOAD_ATTR_SLOT: { opcode: 188, family: "LOAD_ATTR" },
  LOAD_ATTR_WITH_HINT: { opcode: 189, family: "LOAD_ATTR" },
  LOAD_CONST_IMMORTAL: { opcode: 190, family: "LOAD_CONST" },
  LOAD_CONST_MORTAL: { opcode: 191, family: "LOAD_CONST" },
  LOAD_GLOBAL_BUILTIN: { opcode: 192, family: "LOAD_GLOBAL" },
  LOAD_GLOBAL_MODULE: { opcode: 193, family: "LOAD_GLOBAL" },
  LOAD_SUPER_ATTR_ATTR: { opcode: 194, family: "LOAD_SUPER_ATTR" },
  LOAD_SUPER_ATTR_METHOD: { opcode: 195, family: "LOAD_SUPER_ATTR" },
  RESUME_CHECK: { opcode: 196, family: "RESUME" },
  SEND_GEN: { opcode: 197, family: "SEND" },
  STORE_ATTR_INSTANCE_VALUE: { opcode: 198, family: "STORE_ATTR" },
  STORE_ATTR_SLOT: { opcode: 199, family: "STORE_ATTR" },
  STORE_ATTR_WITH_HINT: { opcode: 200, family: "STORE_ATTR" },
  STORE_SUBSCR_DICT: { opcode: 201, family: "STORE_SUBSCR" },
  STORE_SUBSCR_LIST_INT: { opcode: 202, family: "STORE_SUBSCR" },
  TO_BOOL_ALWAYS_TRUE: { opcode: 203, family: "TO_BOOL" },
  TO_BOOL_BOOL: { opcode: 204, family: "TO_BOOL" },
  TO_BOOL_INT: { opcode: 205, family: "TO_BOOL" },
  TO_BOOL_LIST: { opcode: 206, family: "TO_BOOL" },
  TO_BOOL_NONE: { opcode: 207, family: "TO_BOOL" },
  TO_BOOL_STR: { opcode: 208, family: "TO_BOOL" },
  UNPACK_SEQUENCE_LIST: { opcode: 209, family: "UNPACK_SEQUENCE" },
  UNPACK_SEQUENCE_TUPLE: { opcode: 210, family: "UNPACK_SEQUENCE" },
  UNPACK_SEQUENCE_TWO_TUPLE: { opcode: 211, family: "UNPACK_SEQUENCE" },
} as const satisfies Record<
  string,
  { readonly opcode: number; readonly family: keyof typeof baseInstructions }
>;

/** The forms that `sys.monitoring` and executors patch in. */
export const instrumentedInstructions = {
  INSTRUMENTED_END_FOR: { opcode: 234, pops: 1, pushes: 0 },
  INSTRUMENTED_POP_ITER: { opcode: 235, pops: 1, pushes: 0 },
  INSTRUMENTED_END_SEND: { opcode: 236, pops: 2, pushes: 1 },
  INSTRUMENTED_FOR_ITER: { opcode: 237, operand: "jumpForward", pops: 1, pushes: 2 },
  INSTRUMENTED_INSTRUCTION: { opcode: 238 },
  INSTRUMENTED_JUMP_FORWARD: { opcode: 239, operand: "number" },
  INSTRUMENTED_NOT_TAKEN: { opcode: 240 },
  INSTRUMENTED_POP_JUMP_IF_TRUE: { opcode: 241, operand: "number", pops: 1, pushes: 0 },
  INSTRUMENTED_POP_JUMP_IF_FALSE: { opcode: 242, operand: "number", pops: 1, pushes: 0 },
  INSTRUMENTED_POP_JUMP_IF_NONE: { opcode: 243, operand: "number", pops: 1, pushes: 0 },
  INSTRUMENTED_POP_JUMP_IF_NOT_NONE: { opcode: 244, operand: "number", pops: 1, pushes: 0 },
  INSTRUMENTED_RESUME: { opcode: 245, operand: "number" },
  INSTRUMENTED_RETURN_VALUE: { opcode: 246, pops: 1, pushes: 1 },
  INSTRUMENTED_YIELD_VALUE: { opcode: 247, operand: "number", pops: 1, pushes: 1 },
  INSTRUMENTED_END_ASYNC_FOR: { opcode: 248, operand: "jumpBackward", pops: 2, pushes: 0 },
  INSTRUMENTED_LOAD_SUPER_ATTR: { opcode: 249, operand: "nameAndTwoFlags" },
  INSTRUMENTED_CALL: { opcode: 250, operand: "number" },
  INSTRUMENTED_CALL_KW: { opcode: 251, operand: "number" },
  INSTRUMENTED_CALL_FUNCTION_EX: { opcode: 252, pops: 4, pushes: 1 },
  INSTRUMENTED_JUMP_BACKWARD: { opcode: 253, operand: "number" },
  INSTRUMENTED_LINE: { opcode: 254 },
  ENTER_EXECUTOR: { opcode: 255, operand: "number" },
} as const satisfies Record<string, InstructionRow>;

/** Instructions between the code generator and the assembler. */
export const pseudoInstructions = {
  ANNOTATIONS_PLACEHOLDER: { opcode: 256 },
  JUMP: { opcode: 257, operand: "label" },
  JUMP_IF_FALSE: { opcode: 258, operand: "label", pops: 1, pushes: 1 },
  JUMP_IF_TRUE: { opcode: 259, operand: "label", pops: 1, pushes: 1 },
  JUMP_NO_INTERRUPT: { opcode: 260, operand: "label" },
  LOAD_CLOSURE: { opcode: 261, operand: "cell", pops: 0, pushes: 1 },
  POP_BLOCK: { opcode: 262 },
  SETUP_CLEANUP: { opcode: 263, operand: "label" },
  SETUP_FINALLY: { opcode: 264, operand: "label" },
  SETUP_WITH: { opcode: 265, operand: "label" },
  STORE_FAST_MAYBE_NULL: { opcode: 266, operand: "local", pops: 1, pushes: 0 },
} as const satisfies Record<string, InstructionRow>;

export type BaseName = keyof typeof baseInstructions;
export type SpecializedName = keyof typeof specializedInstructions;
export type InstrumentedName = keyof typeof instrumentedInstructions;
export type PseudoName = keyof typeof pseudoInstructions;
export type InstructionName = BaseName | SpecializedName | InstrumentedName | PseudoName;

type NumbersOf<Table extends Record<string, { readonly opcode: number }>> = {
  readonly [Name in keyof Table]: Table[Name]["opcode"];
};
type AllOpcodes = NumbersOf<typeof baseInstructions> &
  NumbersOf<typeof specializedInstructions> &
  NumbersOf<typeof instrumentedInstructions> &
  NumbersOf<typeof pseudoInstructions>;

const TABLE_SIZE = 267;
const names: (InstructionName | undefined)[] = new Array<undefined>(TABLE_SIZE).fill(undefined);
const rows: InstructionRow[] = [];
const families = new Map<number, number[]>();
const headOf = new Uint16Array(TABLE_SIZE);
const cacheSize = new Uint8Array(TABLE_SIZE);
const operandKinds: OperandKind[] = new Array<OperandKind>(TABLE_SIZE).fill("none");
const collected: Record<string, number> = {};

for (const table of [baseInstructions, instrumentedInstructions, pseudoInstructions] as const) {
  for (const [name, row] of Object.entries(table) as [InstructionName, InstructionRow][]) {
    names[row.opcode] = name;
    rows[row.opcode] = row;
    collected[name] = row.opcode;
    headOf[row.opcode] = row.opcode;
    operandKinds[row.opcode] = row.operand ?? "none";
    cacheSize[row.opcode] = (row.cache ?? []).reduce((sum, [, units]) => sum + units, 0);
  }
}
for (const [name, row] of Object.entries(specializedInstructions) as [
  SpecializedName,
  { opcode: number; family: BaseName },
][]) {
  const head = baseInstructions[row.family].opcode;
  names[row.opcode] = name;
  rows[row.opcode] = rows[head];
  collected[name] = row.opcode;
  headOf[row.opcode] = head;
  operandKinds[row.opcode] = operandKinds[head];
  cacheSize[row.opcode] = cacheSize[head];
  const members = families.get(head);
  if (members === undefined) families.set(head, [row.opcode]);
  else members.push(row.opcode);
}

/** Every opcode by its name: `Op.LOAD_FAST` is 84. */
// Copied, because an object filled one property at a time is a hash table to V8, and this one is read in every switch.
export const Op = { ...collected } as unknown as AllOpcodes;

/** The opcode of `name`. */
export function opcodeOf(name: InstructionName): number {
  return collected[name];
}

/** The name of `opcode`, or `<n>` for a number that no instruction has, as `dis` prints it. */
export function nameOf(opcode: number): InstructionName | `<${number}>` {
  return names[opcode] ?? `<${opcode}>`;
}

/** True when `opcode` is an instruction, specialised and instrumented members and pseudo-instructions included. */
export function isOpcode(opcode: number): boolean {
  return names[opcode] !== undefined;
}

/** The number of inline cache units after `opcode`; the same for every member of a family. */
export function cacheUnits(opcode: number): number {
  return cacheSize[opcode];
}

/** The inline cache fields after `opcode`, in order: name and size in units. */
export function cacheFields(opcode: number): readonly (readonly [field: string, units: number])[] {
  return rows[opcode]?.cache ?? [];
}

/** What the operand of `opcode` means. */
export function operandKind(opcode: number): OperandKind {
  return operandKinds[opcode];
}

/** The specialised members of the family that `head` leads, in CPython's order; empty when it leads none. */
export function familyOf(head: number): readonly number[] {
  return families.get(head) ?? [];
}

/** The head of the family that `opcode` belongs to, or `opcode` itself. This is the opcode that `co_code` shows. */
export function deoptimized(opcode: number): number {
  return headOf[opcode];
}

/** True for the instructions that exist only inside the compiler. */
export function isPseudo(opcode: number): boolean {
  return opcode >= MIN_PSEUDO_OPCODE;
}

/** True when the instruction reads its operand. */
export function hasArgument(opcode: number): boolean {
  return operandKinds[opcode] !== "none";
}

// The flow graph asks these of every instruction many times over, so the answers are tables.
const jumps = new Uint8Array(TABLE_SIZE);
const blockPushes = new Uint8Array(TABLE_SIZE);
for (let opcode = 0; opcode < TABLE_SIZE; opcode++) {
  const kind = operandKinds[opcode];
  if (kind === "jumpForward" || kind === "jumpBackward") jumps[opcode] = 1;
}
for (const opcode of [Op.JUMP, Op.JUMP_IF_FALSE, Op.JUMP_IF_TRUE, Op.JUMP_NO_INTERRUPT]) jumps[opcode] = 1;
for (const opcode of [Op.SETUP_FINALLY, Op.SETUP_WITH, Op.SETUP_CLEANUP]) blockPushes[opcode] = 1;

/** True for jumps and the jump pseudo-instructions, END_ASYNC_FOR (which names the SEND it ends) included, as in CPython. */
export function hasJump(opcode: number): boolean {
  return jumps[opcode] === 1;
}

/** True for the pseudo-instructions that open an exception-handling block. */
export function isBlockPush(opcode: number): boolean {
  return blockPushes[opcode] === 1;
}

/** True when the operand names a label or block: a jump or a block push. */
export function hasTarget(opcode: number): boolean {
  return jumps[opcode] === 1 || blockPushes[opcode] === 1;
}

function computePopped(opcode: number, oparg: number): number {
  switch (headOf[opcode]) {
    case Op.BUILD_LIST:
    case Op.BUILD_SET:
    case Op.BUILD_SLICE:
    case Op.BUILD_STRING:
    case Op.BUILD_TUPLE:
    case Op.COPY:
    case Op.SWAP:
    case Op.RAISE_VARARGS:
      return oparg;
    case Op.LIST_APPEND:
    case Op.LIST_EXTEND:
    case Op.SET_ADD:
    case Op.SET_UPDATE:
    case Op.DICT_UPDATE:
    case Op.RERAISE:
      return oparg + 1;
    case Op.CALL:
    case Op.INSTRUMENTED_CALL:
    case Op.MAP_ADD:
      return oparg + 2;
    case Op.CALL_KW:
    case Op.INSTRUMENTED_CALL_KW:
      return oparg + 3;
    case Op.DICT_MERGE:
      return oparg + 4;
    case Op.BUILD_MAP:
      return oparg * 2;
    case Op.BUILD_INTERPOLATION:
      return 2 + (oparg & 1);
    case Op.LOAD_ATTR:
    case Op.UNPACK_SEQUENCE:
    case Op.UNPACK_EX:
      return 1;
    case Op.LOAD_SUPER_ATTR:
    case Op.INSTRUMENTED_LOAD_SUPER_ATTR:
      return 3;
    default:
      return rows[opcode].pops ?? 0;
  }
}

function computePushed(opcode: number, oparg: number): number {
  switch (headOf[opcode]) {
    case Op.BUILD_LIST:
    case Op.BUILD_SET:
    case Op.BUILD_SLICE:
    case Op.BUILD_STRING:
    case Op.BUILD_TUPLE:
    case Op.BUILD_MAP:
    case Op.BUILD_INTERPOLATION:
    case Op.CALL:
    case Op.INSTRUMENTED_CALL:
    case Op.CALL_KW:
    case Op.INSTRUMENTED_CALL_KW:
      return 1;
    case Op.COPY:
      return oparg + 1;
    case Op.SWAP:
    case Op.LIST_APPEND:
    case Op.LIST_EXTEND:
    case Op.SET_ADD:
    case Op.SET_UPDATE:
    case Op.DICT_UPDATE:
    case Op.MAP_ADD:
    case Op.RERAISE:
    case Op.UNPACK_SEQUENCE:
      return oparg;
    case Op.DICT_MERGE:
      return oparg + 3;
    case Op.LOAD_ATTR:
    case Op.LOAD_GLOBAL:
    case Op.LOAD_SUPER_ATTR:
    case Op.INSTRUMENTED_LOAD_SUPER_ATTR:
      return 1 + (oparg & 1);
    case Op.UNPACK_EX:
      return (oparg & 0xff) + (oparg >> 8) + 1;
    default:
      return rows[opcode].pushes ?? 0;
  }
}

const DEPENDS_ON_OPERAND = -1;

/** An effect by opcode, or DEPENDS_ON_OPERAND where different operands have different ones. */
function tabulate(compute: (opcode: number, oparg: number) => number): Int8Array {
  return Int8Array.from({ length: TABLE_SIZE }, (_, opcode) => {
    if (names[opcode] === undefined) return 0;
    const effect = compute(opcode, 2);
    return compute(opcode, 3) === effect && compute(opcode, 4) === effect ? effect : DEPENDS_ON_OPERAND;
  });
}

const popped = tabulate(computePopped);
const pushed = tabulate(computePushed);

/** How many values `opcode` takes off the stack. Values it only looks through (COPY, LIST_APPEND, …) count on both sides. */
export function poppedBy(opcode: number, oparg: number): number {
  const fixed = popped[opcode];
  return fixed === DEPENDS_ON_OPERAND ? computePopped(opcode, oparg) : fixed;
}

/** How many values `opcode` leaves on the stack in place of those it took. */
export function pushedBy(opcode: number, oparg: number): number {
  const fixed = pushed[opcode];
  return fixed === DEPENDS_ON_OPERAND ? computePushed(opcode, oparg) : fixed;
}

/**
 * By how much `opcode` changes the stack's depth. `jump` asks for the depth at its target, which differs only for the
 * block pushes: a handler starts with the exception (and, for SETUP_CLEANUP, the offset of the raising instruction) pushed.
 */
export function stackEffect(opcode: number, oparg: number, jump = false): number {
  if (isBlockPush(opcode)) return jump ? (opcode === Op.SETUP_CLEANUP ? 2 : 1) : 0;
  return pushedBy(opcode, oparg) - poppedBy(opcode, oparg);
}

/** BINARY_OP's operand: name, and the operator as `dis` prints it. */
export const binaryOperators = [
  ["NB_ADD", "+"],
  ["NB_AND", "&"],
  ["NB_FLOOR_DIVIDE", "//"],
  ["NB_LSHIFT", "<<"],
  ["NB_MATRIX_MULTIPLY", "@"],
  ["NB_MULTIPLY", "*"],
  ["NB_REMAINDER", "%"],
  ["NB_OR", "|"],
  ["NB_POWER", "**"],
  ["NB_RSHIFT", ">>"],
  ["NB_SUBTRACT", "-"],
  ["NB_TRUE_DIVIDE", "/"],
  ["NB_XOR", "^"],
  ["NB_INPLACE_ADD", "+="],
  ["NB_INPLACE_AND", "&="],
  ["NB_INPLACE_FLOOR_DIVIDE", "//="],
  ["NB_INPLACE_LSHIFT", "<<="],
  ["NB_INPLACE_MATRIX_MULTIPLY", "@="],
  ["NB_INPLACE_MULTIPLY", "*="],
  ["NB_INPLACE_REMAINDER", "%="],
  ["NB_INPLACE_OR", "|="],
  ["NB_INPLACE_POWER", "**="],
  ["NB_INPLACE_RSHIFT", ">>="],
  ["NB_INPLACE_SUBTRACT", "-="],
  ["NB_INPLACE_TRUE_DIVIDE", "/="],
  ["NB_INPLACE_XOR", "^="],
  ["NB_SUBSCR", "[]"],
] as const;

/** BINARY_OP's operands by name: `BinaryOperator.NB_ADD` is 0. */
export const BinaryOperator = {
  NB_ADD: 0,
  NB_AND: 1,
  NB_FLOOR_DIVIDE: 2,
  NB_LSHIFT: 3,
  NB_MATRIX_MULTIPLY: 4,
  NB_MULTIPLY: 5,
  NB_REMAINDER: 6,
  NB_OR: 7,
  NB_POWER: 8,
  NB_RSHIFT: 9,
  NB_SUBTRACT: 10,
  NB_TRUE_DIVIDE: 11,
  NB_XOR: 12,
  NB_INPLACE_ADD: 13,
  NB_INPLACE_AND: 14,
  NB_INPLACE_FLOOR_DIVIDE: 15,
  NB_INPLACE_LSHIFT: 16,
  NB_INPLACE_MATRIX_MULTIPLY: 17,
  NB_INPLACE_MULTIPLY: 18,
  NB_INPLACE_REMAINDER: 19,
  NB_INPLACE_OR: 20,
  NB_INPLACE_POWER: 21,
  NB_INPLACE_RSHIFT: 22,
  NB_INPLACE_SUBTRACT: 23,
  NB_INPLACE_TRUE_DIVIDE: 24,
  NB_INPLACE_XOR: 25,
  NB_SUBSCR: 26,
} as const satisfies Record<(typeof binaryOperators)[number][0], number>;

/** Comparison operators, by the number in bits 5 and up of COMPARE_OP's operand. */
export const comparisonOperators = ["<", "<=", "==", "!=", ">", ">="] as const;
export const Comparison = { LT: 0, LE: 1, EQ: 2, NE: 3, GT: 4, GE: 5 } as const;

/**
 * The low bits of COMPARE_OP's operand: which outcomes make the comparison true (the specialised members test against
 * them), and whether the result is to be converted to `bool`.
 */
export const ComparisonMask = {
  UNORDERED: 1,
  LESS_THAN: 2,
  GREATER_THAN: 4,
  EQUALS: 8,
  NOT_EQUALS: 1 | 2 | 4,
} as const;
export const COMPARE_TO_BOOL = 16;
export const comparisonMasks = [2, 2 | 8, 8, 1 | 2 | 4, 4, 4 | 8] as const;

/** COMPARE_OP's operand for comparison `index` (see `Comparison`). */
export function compareOperand(index: number, toBool = false): number {
  return (index << 5) | comparisonMasks[index] | (toBool ? COMPARE_TO_BOOL : 0);
}

export const intrinsics1 = [
  "INTRINSIC_1_INVALID",
  "INTRINSIC_PRINT",
  "INTRINSIC_IMPORT_STAR",
  "INTRINSIC_STOPITERATION_ERROR",
  "INTRINSIC_ASYNC_GEN_WRAP",
  "INTRINSIC_UNARY_POSITIVE",
  "INTRINSIC_LIST_TO_TUPLE",
  "INTRINSIC_TYPEVAR",
  "INTRINSIC_PARAMSPEC",
  "INTRINSIC_TYPEVARTUPLE",
  "INTRINSIC_SUBSCRIPT_GENERIC",
  "INTRINSIC_TYPEALIAS",
] as const;
export const Intrinsic1 = {
  PRINT: 1,
  IMPORT_STAR: 2,
  STOPITERATION_ERROR: 3,
  ASYNC_GEN_WRAP: 4,
  UNARY_POSITIVE: 5,
  LIST_TO_TUPLE: 6,
  TYPEVAR: 7,
  PARAMSPEC: 8,
  TYPEVARTUPLE: 9,
  SUBSCRIPT_GENERIC: 10,
  TYPEALIAS: 11,
} as const;

export const intrinsics2 = [
  "INTRINSIC_2_INVALID",
  "INTRINSIC_PREP_RERAISE_STAR",
  "INTRINSIC_TYPEVAR_WITH_BOUND",
  "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
  "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
  "INTRINSIC_SET_TYPEPARAM_DEFAULT",
] as const;
export const Intrinsic2 = {
  PREP_RERAISE_STAR: 1,
  TYPEVAR_WITH_BOUND: 2,
  TYPEVAR_WITH_CONSTRAINTS: 3,
  SET_FUNCTION_TYPE_PARAMS: 4,
  SET_TYPEPARAM_DEFAULT: 5,
} as const;

/** LOAD_COMMON_CONSTANT's operand, as `dis` prints it. */
export const commonConstants = [
  "AssertionError",
  "NotImplementedError",
  "tuple",
  "<built-in function all>",
  "<built-in function any>",
] as const;
export const CommonConstant = {
  ASSERTION_ERROR: 0,
  NOT_IMPLEMENTED_ERROR: 1,
  TUPLE: 2,
  ALL: 3,
  ANY: 4,
} as const;

/** LOAD_SPECIAL's operand. */
export const specialMethods = ["__enter__", "__exit__", "__aenter__", "__aexit__"] as const;
export const SpecialMethod = { ENTER: 0, EXIT: 1, AENTER: 2, AEXIT: 3 } as const;

/** CONVERT_VALUE's operand, as `dis` prints it. */
export const conversions = ["", "str", "repr", "ascii"] as const;
export const Conversion = { STR: 1, REPR: 2, ASCII: 3 } as const;

/** SET_FUNCTION_ATTRIBUTE's operand: one bit each, named as `dis` prints them. */
export const functionAttributes = ["defaults", "kwdefaults", "annotations", "closure", "annotate"] as const;
export const FunctionAttribute = {
  DEFAULTS: 1,
  KWDEFAULTS: 2,
  ANNOTATIONS: 4,
  CLOSURE: 8,
  ANNOTATE: 16,
} as const;

/** RESUME's operand: where execution resumes (low bits), and whether at stack depth 1 (the frame has no handler but the generator's own). */
export const ResumePoint = {
  AT_FUNC_START: 0,
  AFTER_YIELD: 1,
  AFTER_YIELD_FROM: 2,
  AFTER_AWAIT: 3,
  DEPTH1_MASK: 4,
} as const;

/** `co_flags`. */
export const CodeFlag = {
  OPTIMIZED: 0x1,
  NEWLOCALS: 0x2,
  VARARGS: 0x4,
  VARKEYWORDS: 0x8,
  NESTED: 0x10,
  GENERATOR: 0x20,
  COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200,
  FUTURE_DIVISION: 0x20000,
  FUTURE_ABSOLUTE_IMPORT: 0x40000,
  FUTURE_WITH_STATEMENT: 0x80000,
  FUTURE_PRINT_FUNCTION: 0x100000,
  FUTURE_UNICODE_LITERALS: 0x200000,
  FUTURE_BARRY_AS_BDFL: 0x400000,
  FUTURE_GENERATOR_STOP: 0x800000,
  FUTURE_ANNOTATIONS: 0x1000000,
  NO_MONITORING_EVENTS: 0x2000000,
  HAS_DOCSTRING: 0x4000000,
  METHOD: 0x8000000,
} as const;

/**
 * `localspluskinds`: what each fast local is. A parameter has LOCAL, how it may be passed, and CELL if it is one too;
 * `*args` has ARG_VAR and ARG_POS, `**kwargs` ARG_VAR and ARG_KW.
 */
export const LocalKind = {
  ARG_POS: 0x02,
  ARG_KW: 0x04,
  ARG_VAR: 0x08,
  HIDDEN: 0x10,
  LOCAL: 0x20,
  CELL: 0x40,
  FREE: 0x80,
} as const;
