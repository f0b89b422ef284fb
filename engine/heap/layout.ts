/**
 * Where everything lies in linear memory: value tags, object headers, field offsets, fixed areas.
 *
 * Named once, here; TypeScript, the generated Tier 1 and the Wasm lowering all read these constants, so no
 * offset is written twice. All offsets and sizes are bytes. An address is a positive i32 (memory stays under 2 GiB).
 *
 * A value is 64 bits, NaN-boxed, read as two words: `lo` at the slot's address, `hi` four bytes above.
 *
 *     hi                    lo
 *     any below FFFFFFF0    (low half of a float: the 64 bits are the IEEE number itself)
 *     TAG_INT               the int, signed 32 bits
 *     TAG_REF               address of a heap object
 *     TAG_BOOL              0 or 1
 *     TAG_NONE              0
 *     TAG_UNBOUND           0: no value (an unbound local, NULL on the value stack, a free table entry)
 *
 * NB: hardware NaNs are 7FF8… or FFF8…, below the tags; bits from outside (struct, files) are canonicalised on entry.
 * NB: an int that fits 32 bits is always immediate, a larger one never is: equality of small ints is equality of bits.
 */

/** Address of a heap object: byte offset, 16-aligned for cells. */
export type Address = number;
/** Byte address of a 64-bit value in memory, 8-aligned. How TypeScript passes Python values about. */
export type Slot = number;

export const TAG_INT = -1;
export const TAG_REF = -2;
export const TAG_BOOL = -3;
export const TAG_NONE = -4;
export const TAG_UNBOUND = -5;
/** A slot holds a float iff `(hi >>> 0) < FLOAT_LIMIT`. */
export const FLOAT_LIMIT = 0xfffffff0;

// ---- Object header -------------------------------------------------------------------------------------------

/** Address of the type object; in a free cell, the next free cell. Storage cells hold a `STORAGE_…` mark instead. */
export const OBJ_TYPE = 0;
/** Collector word: MARK bit, or GC_FREE for a free cell. */
export const OBJ_GC = 4;
export const OBJ_HEADER = 8;
export const GC_MARK = 1;
export const GC_FREE = 0x7f;
/** Set for ever in instances of kind INSTANCE, so that code may tell them (and read INSTANCE_SHAPE) in one test. */
export const GC_INSTANCE = 0x100;
/** In OBJ_TYPE of a storage cell, which belongs to one object and is scanned by it. */
export const STORAGE = 1;

// ---- Fixed areas (bytes) ---------------------------------------------------------------------------------------
//
//     0 ── state words ── 4K ── free-list heads ── 5K ── static objects ── 8K ── static types ── 32K ── attribute caches
//     64K ── native temporaries ── 1M+64K ── Python frames ── 17M+64K ── heap blocks …

/** Nonzero: the kernel leaves the call that a trace has made to the host. */
export const STATE_DECLINED = 4;
export const STATE_FUEL = 8;
/** Nonzero: something waits for a safepoint (collect, interrupt). */
export const STATE_REQUEST = 12;
/** Address of the running Python frame, written at calls, returns and wherever the interpreter is left. */
export const STATE_FRAME = 16;
/** Number of Python frames on the chain, for RecursionError. */
export const STATE_DEPTH = 20;
export const STATE_DEPTH_LIMIT = 24;
/** The last DICT_VERSION given out; in memory so that compiled code can take the next one too. */
export const STATE_DICT_VERSION = 28;
/** The exception being raised (a value; unbound when none). */
export const STATE_RAISED = 32;
/** The exception being handled, `sys.exception()` (a value; None when none). */
export const STATE_HANDLED = 40;
/** Result slot of runtime calls made from traces. */
export const STATE_RESULT = 48;
/** Turns that traces may still do before they have to leave. */
export const STATE_BUDGET = 56;
/** Python frames that traces may still add to the chain by calling each other. */
export const STATE_ROOM = 60;
/** Scratch arguments of runtime calls made from traces: 16 slots. */
export const STATE_ARGS = 64;
/** Side-exit report of a trace. */
export const STATE_EXIT = 192;
export const FREE_LISTS = 0x1000;
export const STATIC_OBJECTS = 0x1400;
/** Address of the empty str. */
export const EMPTY_STRING = 0x1700;
/** Addresses of the strs of one code point in Latin-1; 0 until each is made. */
export const CHARACTERS = 0x1800;
export const STATIC_TYPES_BASE = 0x2000;
/** The caches behind LOAD_ATTR and STORE_ATTR (interp/attribute_cache.ts): lines of a token, a name, a kind and a place. */
export const LOAD_CACHE = 0x8000;
export const STORE_CACHE = 0xc000;
export const CACHE_LINES = 1024;
export const CACHE_LINE_BYTES = 16;
export const CACHE_TOKEN = 0;
export const CACHE_NAME = 4;
export const CACHE_KIND = 8;
export const CACHE_PLACE = 12;
/** CACHE_KIND: nothing to be had here; CACHE_PLACE is an offset in the instance, or in its overflow storage; the function of a method. */
export const CACHE_NOWHERE = 0;
export const CACHE_INLINE = 1;
export const CACHE_OVERFLOW = 2;
export const CACHE_METHOD = 3;
export const TEMPS_BASE = 0x10000;
export const TEMPS_END = 0x110000;
export const FRAMES_BASE = 0x110000;
export const FRAMES_END = 0x1110000;
export const HEAP_BASE = 0x1110000;
export const BLOCK_BYTES = 0x10000;

export const ELLIPSIS: Address = STATIC_OBJECTS;
export const NOT_IMPLEMENTED: Address = STATIC_OBJECTS + 16;
/** The one empty tuple. */
export const EMPTY_TUPLE: Address = STATIC_OBJECTS + 32;

// ---- Types -----------------------------------------------------------------------------------------------------

/** Built-in types whose objects lie at fixed addresses, so that guards compare with a constant. Append only. */
// biome-ignore format: a word list
export const STATIC_TYPES = [
  "object", "type", "NoneType", "bool", "int", "float", "complex", "str", "bytes", "bytearray", "tuple", "list", "dict",
  "set", "frozenset", "range", "slice", "ellipsis", "NotImplementedType", "function", "code", "cell", "method",
  "builtin_function_or_method", "method_descriptor", "wrapper_descriptor", "getset_descriptor", "member_descriptor",
  "classmethod_descriptor", "property", "classmethod", "staticmethod", "super", "module", "generator", "coroutine",
  "async_generator", "list_iterator", "list_reverseiterator", "tuple_iterator", "range_iterator", "longrange_iterator",
  "str_iterator", "bytes_iterator", "dict_keys", "dict_values", "dict_items", "dict_keyiterator", "dict_valueiterator",
  "dict_itemiterator", "dict_reversekeyiterator", "dict_reversevalueiterator", "dict_reverseitemiterator", "set_iterator",
  "enumerate", "zip", "reversed", "map", "filter", "callable_iterator", "iterator", "mappingproxy", "traceback", "frame",
  "host_object", "memoryview", "types.GenericAlias", "types.UnionType", "types.SimpleNamespace", "ascii_str_iterator",
  // Exceptions
  "BaseException", "Exception", "BaseExceptionGroup", "ExceptionGroup", "GeneratorExit", "KeyboardInterrupt", "SystemExit",
  "ArithmeticError", "FloatingPointError", "OverflowError", "ZeroDivisionError", "AssertionError", "AttributeError",
  "BufferError", "EOFError", "ImportError", "ModuleNotFoundError", "LookupError", "IndexError", "KeyError", "MemoryError",
  "NameError", "UnboundLocalError", "OSError", "FileNotFoundError", "FileExistsError", "PermissionError", "IsADirectoryError",
  "NotADirectoryError", "TimeoutError", "ConnectionError", "BrokenPipeError", "ReferenceError", "RuntimeError",
  "NotImplementedError", "RecursionError", "PythonFinalizationError", "StopAsyncIteration", "StopIteration", "SyntaxError",
  "IndentationError", "TabError", "SystemError", "TypeError", "ValueError", "UnicodeError", "UnicodeDecodeError",
  "UnicodeEncodeError", "UnicodeTranslateError", "Warning", "BytesWarning", "DeprecationWarning", "EncodingWarning",
  "FutureWarning", "ImportWarning", "PendingDeprecationWarning", "ResourceWarning", "RuntimeWarning", "SyntaxWarning",
  "UnicodeWarning", "UserWarning", "BlockingIOError", "ChildProcessError", "InterruptedError", "ProcessLookupError",
  "ConnectionAbortedError", "ConnectionRefusedError", "ConnectionResetError",
  // More types
  "string.templatelib.Template", "string.templatelib.Interpolation", "string.templatelib.TemplateIter",
  "coroutine_wrapper", "async_generator_asend", "async_generator_athrow", "async_generator_wrapped_value",
  "anext_awaitable",
] as const;

export type StaticTypeName = (typeof STATIC_TYPES)[number];
export const TYPE_BYTES = 128;
/** Addresses of the static types by name: `T.list`. */
export const T = Object.fromEntries(
  STATIC_TYPES.map((name, index) => [name, STATIC_TYPES_BASE + TYPE_BYTES * index]),
) as Readonly<Record<StaticTypeName, Address>>;

export const TYPE_FLAGS = 8;
export const TYPE_KIND = 12;
/** Version tag: changes whenever a lookup through the type could give another answer. Never 0 for a ready type. */
export const TYPE_VERSION = 16;
export const TYPE_NAME = 20; // str
export const TYPE_BASE = 24; // type or 0
export const TYPE_BASES = 28; // tuple
export const TYPE_MRO = 32; // tuple of types, itself first
export const TYPE_DICT = 36; // dict
/** Shape of a fresh instance (kind INSTANCE only). */
export const TYPE_SHAPE = 40;
/** Number of attribute slots inside a fresh instance (kind INSTANCE only). */
export const TYPE_INLINE_SLOTS = 44;
/** Bytes of an instance, header included, without inline or variable parts. */
export const TYPE_SIZE = 48;
/** Offset of the word that holds the `__dict__` (0 while absent); 0: instances have none, or have shapes. */
export const TYPE_DICT_OFFSET = 52;
/** First value slot of an instance and how many, `start | count << 16`: what the collector scans. */
export const TYPE_VALUES = 56;
/** Bit w set: word w of an instance holds an address (or 0) that the collector follows. */
export const TYPE_REFS = 60;
export const TYPE_MODULE = 64; // value slot: __module__ lives in the dict; kept for qualname
export const TYPE_QUALNAME = 72; // str
/** Index of the type's host record (subclasses, layout owner). */
export const TYPE_HOST = 76;

/** `__init__` as a Python function, for CALL_ALLOC_AND_ENTER_INIT: valid while the version cached there holds. */
export const TYPE_INIT = 80;
/** TYPE_VERSION of when its instances were found to be true whatever they hold; 0: they were not. */
export const TYPE_TRUE = 84;

// TYPE_FLAGS
export const TF_HEAP = 1; // made by a class statement or type(): mutable
export const TF_BASE = 2; // may be subclassed
export const TF_ABSTRACT = 4;
export const TF_INT = 8; // subclass flags, inherited
export const TF_LIST = 16;
export const TF_TUPLE = 32;
export const TF_STR = 64;
export const TF_DICT = 128;
export const TF_EXCEPTION = 256;
export const TF_TYPE = 512;
export const TF_BYTES = 1024;
/** Defines or inherits a Python-level `__getattribute__`, `__getattr__` or `__setattr__`/`__delattr__`. */
export const TF_GETATTR = 2048;
export const TF_SETATTR = 4096;
/** Instances have no `__dict__`: only the names in `__slots__` can be set. */
export const TF_NO_DICT = 8192;
/** Defines or inherits `__del__`. */
export const TF_FINALIZER = 16384;
export const TF_FLOAT = 32768;
export const TF_SET = 65536;

/**
 * Kind of layout: how instances are laid out and scanned. FIXED objects are described by TYPE_VALUES and TYPE_REFS
 * alone; the others have a part of variable size.
 */
export const KIND_FIXED = 0;
export const KIND_INT = 1;
export const KIND_STR = 2;
export const KIND_BYTES = 3;
export const KIND_TUPLE = 4;
export const KIND_LIST = 5;
export const KIND_DICT = 6;
export const KIND_SET = 7;
export const KIND_INSTANCE = 8;
export const KIND_GENERATOR = 9;
export const KIND_CODE = 10;
export const KIND_TYPE = 11;
export const KIND_HOST = 12;
export const KIND_FLOAT = 13; // only instances of subclasses of float are heap objects

// ---- Objects -----------------------------------------------------------------------------------------------------

// int beyond 32 bits: sign-magnitude, 32-bit limbs, least significant first; INT_SIZE is negative for negative ints.
export const INT_SIZE = 8; // signed number of limbs
export const INT_DICT = 12; // __dict__ of instances of subclasses (which keep even small values in limbs)
export const INT_LIMBS = 16; // 8-aligned; the second limb is there, and zero, even when INT_SIZE is ±1

// float subclass instance
export const FLOATOBJ_DICT = 8;
export const FLOATOBJ_VALUE = 16;

// str (PEP 393)
export const STR_LENGTH = 8; // code points
export const STR_HASH = 12; // -1: not computed
export const STR_FLAGS = 16; // low 3 bits: bytes a code point (1, 2, 4); STR_ASCII; STR_INTERNED; STR_GROWN
export const STR_DICT = 20; // __dict__ of instances of subclasses
export const STR_BUFFER = 20; // of a str that grew: where its text is
export const STR_DATA = 24; // the text of all others
export const STR_WIDTH_MASK = 7;
export const STR_ASCII = 8;
export const STR_INTERNED = 16;
export const STR_GROWN = 32;

// What a str that grew has its text in: a storage cell, shared by the strs that it grew from and those that grow from it. All begin
// at BUFFER_DATA; the one that ends where BUFFER_USED says may grow in place.
export const BUFFER_USED = 8; // bytes
export const BUFFER_CAPACITY = 12; // bytes
export const BUFFER_DATA = 16;
/** A str has to be this long, in bytes, for `+` to grow it. */
export const GROWS_FROM = 512;

// bytes
export const BYTES_LENGTH = 8;
export const BYTES_HASH = 12;
export const BYTES_DICT = 16;
export const BYTES_DATA = 24;

// tuple
export const TUPLE_LENGTH = 8;
export const TUPLE_DICT = 12; // __dict__ of instances of subclasses
export const TUPLE_ITEMS = 16;

// list
export const LIST_LENGTH = 8;
export const LIST_CAPACITY = 12;
export const LIST_ITEMS = 16; // address of the first item (inside a storage cell, after its header), 0 when capacity is 0
export const LIST_DICT = 20; // __dict__ of instances of subclasses
export const LIST_SIZE = 24;

/** Header of a storage cell: its payload starts here. */
export const STORAGE_HEADER = 8;

// dict: an index table of i32 (−1 empty, −2 deleted, else entry number) and entries in insertion order.
export const DICT_USED = 8; // live entries
export const DICT_NEXT = 12; // entries written, deleted ones included
export const DICT_MASK = 16; // index table size − 1 (a power of two), −1 when there are no tables
export const DICT_INDEX = 20; // address of the first index word, 0
export const DICT_ENTRIES = 24; // address of the first entry, 0
/** Changes whenever the set or the places of keys change; an inline cache holds it. Never 0. */
export const DICT_VERSION = 28;
export const DICT_DICT = 32; // __dict__ of instances of subclasses
export const DICT_FLAGS = 36;
export const DICT_LOST = 40; // index words that say "deleted" and whose entries are not counted in DICT_NEXT any more
export const DICT_FIRST = 44; // entries before this one are all deleted: iterators begin here
export const DICT_SIZE = 48;
/** Some compiled trace relies on a value of this dict: stores to existing keys must be reported. */
export const DICT_WATCHED = 1;
// entry
export const ENTRY_HASH = 0;
export const ENTRY_KEY = 8; // unbound: deleted
export const ENTRY_VALUE = 16;
export const ENTRY_BYTES = 24;

// set, frozenset: tables with entries of 16 bytes; a removed entry n is −2 − n in the index (objects/set.ts says why).
export const SET_USED = 8;
export const SET_NEXT = 12;
export const SET_MASK = 16;
export const SET_INDEX = 20;
export const SET_ENTRIES = 24;
export const SET_HASH = 28; // frozenset: 0 not computed
export const SET_DICT = 32;
export const SET_VERSION = 36;
export const SET_SIZE = 40;
export const SET_ENTRY_HASH = 0;
export const SET_ENTRY_KEY = 8;
export const SET_ENTRY_BYTES = 16;

// instance of a Python class: attributes by shape (heap/shapes.ts)
export const INSTANCE_SHAPE = 8; // address of the shape record
export const INSTANCE_OVERFLOW = 12; // storage of slots past the inline ones, or the dict in dict mode, or 0
export const INSTANCE_SLOTS = 16;

// shape record (heap/shapes.ts): lives for ever
/**
 * Changes for all shapes of a type whenever the type's version does, so a cached token vouches for shape, type and
 * type version in one comparison.
 */
export const SHAPE_TOKEN = 0;
export const SHAPE_HOST = 4; // index of the host record
export const SHAPE_BYTES = 8;

// function
export const FUNC_CODE = 8;
export const FUNC_GLOBALS = 12;
export const FUNC_BUILTINS = 16;
export const FUNC_CLOSURE = 20; // tuple of cells or 0
export const FUNC_DEFAULTS = 24; // tuple or 0
export const FUNC_KWDEFAULTS = 28; // dict or 0
export const FUNC_NAME = 32; // str
export const FUNC_QUALNAME = 36; // str
export const FUNC_DICT = 40; // dict or 0
/** Identity of (code, defaults, kwdefaults): changes when one is assigned. Never 0. */
export const FUNC_VERSION = 44;
export const FUNC_ANNOTATE = 48; // value: __annotate__
export const FUNC_DOC = 56; // value
export const FUNC_MODULE = 64; // value
export const FUNC_ANNOTATIONS = 72; // dict or 0
export const FUNC_TYPE_PARAMS = 76; // tuple or 0
export const FUNC_SIZE = 80;

// code object, loaded: what runs. The host side (names, positions, exception table) is CODE_HOST.
export const CODE_UNITS = 8; // address of the first 16-bit code unit (8-aligned, in a storage cell)
export const CODE_UNIT_COUNT = 12;
export const CODE_CONSTS = 16; // address of the first constant slot
export const CODE_CONST_COUNT = 20;
export const CODE_NAMES = 24; // address of the first name (an i32 address of an interned str each)
export const CODE_LOCALS = 28; // number of localsplus slots
export const CODE_STACK = 32; // stack size in slots
export const CODE_FRAME_BYTES = 36; // whole frame: header, locals, stack, headroom
export const CODE_ARGCOUNT = 40;
export const CODE_KWONLY = 44;
export const CODE_FLAGS = 48;
export const CODE_HOST = 52; // index of the host record
export const CODE_NAME = 56; // str
export const CODE_QUALNAME = 60; // str
/** Arguments that fill a frame by mere copying: the positional count, or -1 when there are other kinds of parameters. */
export const CODE_EXACT_ARGS = 64;
/** Calls until a trace from the function's entry is asked for. */
export const CODE_HEAT = 68;
export const CODE_SIZE = 72;

// cell
export const CELL_VALUE = 8;
// bound method
export const METHOD_FUNC = 8;
export const METHOD_SELF = 16;
// built-in function or method: host function index, bound self (unbound when none)
export const NATIVE_HOST = 8;
export const NATIVE_NAME = 12; // str
export const NATIVE_SELF = 16; // value
export const NATIVE_OWNER = 24; // type it belongs to, or 0
/** Number of the kernel's own form of it (runtime/intrinsics.ts), or 0. */
export const NATIVE_INTRINSIC = 28;
export const NATIVE_SIZE = 32;
// property
export const PROPERTY_GET = 8;
export const PROPERTY_SET = 16;
export const PROPERTY_DELETE = 24;
export const PROPERTY_DOC = 32;
export const PROPERTY_NAME = 40;
// classmethod, staticmethod
export const WRAPPED_VALUE = 8;
export const WRAPPED_DICT = 16;
// super
export const SUPER_TYPE = 8;
export const SUPER_SELF = 16; // value
export const SUPER_SELF_TYPE = 12;
// module
export const MODULE_DICT = 8;
// slice
export const SLICE_START = 8;
export const SLICE_STOP = 16;
export const SLICE_STEP = 24;
// range (values: ints of any size)
export const RANGE_START = 8;
export const RANGE_STOP = 16;
export const RANGE_STEP = 24;
export const RANGE_LENGTH = 32;
// range_iterator: i32 words; larger ranges use longrange_iterator
export const RANGE_ITER_NEXT = 8;
export const RANGE_ITER_STEP = 12;
export const RANGE_ITER_LEFT = 16; // turns left
// list_iterator, tuple_iterator, str_iterator: sequence address (0 when exhausted) and index
export const SEQ_ITER_SEQ = 8;
export const SEQ_ITER_INDEX = 12;
// dict and set iterators: container (0 when exhausted), next entry, used count at creation
export const TABLE_ITER_TABLE = 8;
export const TABLE_ITER_NEXT = 12;
export const TABLE_ITER_USED = 16;
export const TABLE_ITER_LEFT = 20;
// dict views, mappingproxy
export const VIEW_DICT = 8;
// callable_iterator: callable (unbound when exhausted) and sentinel
export const CALL_ITER_CALLABLE = 8;
export const CALL_ITER_SENTINEL = 16;
// iterator over `__getitem__` and `reversed`: object (unbound when exhausted) and next index
export const INDEX_ITER_OBJECT = 8;
export const INDEX_ITER_INDEX = 16; // i32
// map, filter, zip: function (filter, map) or unbound, tuple or single iterator, strict flag
export const COMBINE_FUNC = 8;
export const COMBINE_ITERS = 16; // value: tuple of iterators (map, zip), the iterator (filter)
export const COMBINE_STRICT = 24; // i32
// longrange_iterator: values
export const LONGRANGE_NEXT = 8;
export const LONGRANGE_STEP = 16;
export const LONGRANGE_LEFT = 24;
// enumerate
export const ENUMERATE_ITER = 8; // value
export const ENUMERATE_INDEX = 16; // value
// exception
export const EXC_ARGS = 8; // tuple
export const EXC_TRACEBACK = 12; // traceback or 0
export const EXC_CONTEXT = 16; // exception or 0
export const EXC_CAUSE = 20; // exception or 0
export const EXC_SUPPRESS = 24; // 0 or 1
export const EXC_DICT = 28; // dict or 0
/** Extra value of some classes: StopIteration.value, SystemExit.code, KeyError's key …, else unbound. */
export const EXC_VALUE = 32;
export const EXC_SIZE = 40;
// traceback
export const TB_NEXT = 8;
export const TB_CODE = 12;
export const TB_LASTI = 16; // code unit index
/** What the frame's locals were: a tuple of its fast locals, the namespace of a module or class body, or 0. */
export const TB_LOCALS = 20;
export const TB_GLOBALS = 24; // dict or 0
export const TB_SIZE = 32;
// string.templatelib.Template: tuples of strs and of interpolations
export const TEMPLATE_STRINGS = 8;
export const TEMPLATE_INTERPOLATIONS = 12;
// string.templatelib.Interpolation: a value, and strs (the conversion's is 0 when there is none)
export const INTERPOLATION_VALUE = 8;
export const INTERPOLATION_EXPRESSION = 16;
export const INTERPOLATION_CONVERSION = 20;
export const INTERPOLATION_SPEC = 24;
export const INTERPOLATION_SIZE = 32;
// string.templatelib.TemplateIter: strs have the even places, interpolations the odd ones
export const TEMPLATE_ITER_TEMPLATE = 8;
export const TEMPLATE_ITER_INDEX = 12;
// generator, coroutine, asynchronous generator: a suspended frame inside a heap object
export const GEN_STATE = 8; // GEN_…
export const GEN_FLAGS = 12; // GF_…
export const GEN_HANDLED = 16; // value: exception being handled inside
export const GEN_NAME = 24;
export const GEN_QUALNAME = 28;
/** value: what the resumer was handling, put back when the generator pauses. */
export const GEN_OUTER = 32;
/** value: a coroutine's origin (a tuple, or None), what finalises an asynchronous generator (unbound: nothing). */
export const GEN_ORIGIN = 40;
/** What it delegates to (`gi_yieldfrom`) is on its stack; the frame starts here. */
export const GEN_FRAME = 48;
export const GEN_CREATED = 0;
export const GEN_SUSPENDED = 1;
export const GEN_RUNNING = 2;
export const GEN_DONE = 3;
// GEN_FLAGS of an asynchronous generator
/** The hooks of `sys.set_asyncgen_hooks` were asked. */
export const GF_HOOKED = 1;
/** `aclose` was begun, or it came to its end: `athrow` and `aclose` do nothing. */
export const GF_CLOSED = 2;
/** An awaitable of its is under way (`ag_running`). */
export const GF_RUNNING = 4;
// async_generator_asend, async_generator_athrow: one turn of an asynchronous generator
export const AWAITABLE_GENERATOR = 8;
export const AWAITABLE_STATE = 12; // AWAITABLE_…
/** value: what asend sends, the exception that athrow raises, unbound for aclose. */
export const AWAITABLE_VALUE = 16;
export const AWAITABLE_INIT = 0;
export const AWAITABLE_ITER = 1;
export const AWAITABLE_CLOSED = 2;
// async_generator_wrapped_value: what `yield` yields there, told apart from what `await` does
export const YIELDED_VALUE = 8;
// coroutine_wrapper: `__await__()` of a coroutine
export const WRAPPER_COROUTINE = 8;
// anext_awaitable: `anext(iterator, default)`
export const ANEXT_WRAPPED = 8; // value
export const ANEXT_DEFAULT = 16; // value
// host object: index into the host table
export const HOST_INDEX = 8;
export const HOST_DICT = 12;

// ---- Frames --------------------------------------------------------------------------------------------------------
//
//     fp ─ header ─ localsplus (locals, cells, free) ─ value stack ─ headroom ─ FRAME_TOP: where a callee's frame begins

export const FRAME_PREVIOUS = 0; // frame address or 0
export const FRAME_CODE = 4;
export const FRAME_FUNC = 8; // function, 0 in module and class bodies
/** Byte address of the code unit to go on with; while a callee runs or an exception unwinds, just after the instruction. */
export const FRAME_PC = 12;
export const FRAME_SP = 16; // byte address of the first free stack slot, while the frame is not running
export const FRAME_TOP = 20; // where a callee's frame begins
export const FRAME_GLOBALS = 24;
export const FRAME_BUILTINS = 28;
export const FRAME_LOCALS = 32; // dict (or mapping object) of module and class bodies, else 0
export const FRAME_OWNER = 36; // generator whose frame this is, else 0
export const FRAME_FLAGS = 40;
/** Byte address of the instruction being executed, set where an exception may need it. */
export const FRAME_LASTI = 44;
export const FRAME_HEADER = 48;
/** A return from this frame leaves the innermost `run`. */
export const FF_ENTRY = 1;
/** `__init__` of a new instance, which lies in the slot below: None is checked and the instance is the result. */
export const FF_INIT = 2;
/** Slots of headroom after a frame's stack, where callers of natives may spread arguments. */
export const FRAME_HEADROOM = 8;
/** A generator's frame resumed by FOR_ITER or SEND; the upper bits count the code units to skip when it returns. */
export const FF_GENERATOR = 4;
/** An asynchronous generator's frame resumed for the awaitable on top of the resumer's stack, which says what comes of it. */
export const FF_AWAITABLE = 8;
/** A generator's frame resumed by a call of `send`, `throw` or `next`: it lies where the result goes, and its return raises StopIteration. */
export const FF_CALL = 16;
/** A special method called by an instruction that has yet to make its result of what is returned (interp/special_frames.ts). */
export const FF_SPECIAL = 32;
// What it makes of it, above FF_OFFSET_SHIFT (`Finish`).
export const FINISH_BINARY = 1;
export const FINISH_INPLACE = 2;
export const FINISH_REFLECTED = 3;
export const FINISH_COMPARE = 4;
export const FINISH_UNEQUAL = 5;
export const FINISH_TRUTH = 6;
export const FINISH_LENGTH_TRUTH = 7;
export const FINISH_CONTAINS = 8;
export const FINISH_STORE = 9;
export const FINISH_NEXT = 10;
export const FINISH_ITERATOR = 11;
export const FINISH_LENGTH = 12;
export const FINISH_STR = 13;
export const FINISH_REPR = 14;
export const FINISH_BITS = 4;
export const FF_OFFSET_SHIFT = 8;
