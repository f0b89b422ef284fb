"""What dis asks of the compiler."""

from _opcode_metadata import opmap as _opmap

_BINARY = ("+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^")
_NAMES = ("NB_ADD", "NB_AND", "NB_FLOOR_DIVIDE", "NB_LSHIFT", "NB_MATRIX_MULTIPLY", "NB_MULTIPLY", "NB_REMAINDER",
          "NB_OR", "NB_POWER", "NB_RSHIFT", "NB_SUBTRACT", "NB_TRUE_DIVIDE", "NB_XOR")


def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise NotImplementedError("stack effects are not told here")


def is_valid(opcode, /):
    return opcode in _opmap.values()


def has_arg(opcode, /):
    return opcode > 43


def has_const(opcode, /):
    return opcode == _opmap["LOAD_CONST"]


def has_name(opcode, /):
    return False


has_jump = has_free = has_local = has_exc = has_name


def get_executor(*, code, offset):
    return None


def get_nb_ops():
    plain = list(zip(_NAMES, _BINARY))
    inplace = [(name.replace("NB_", "NB_INPLACE_"), text + "=") for name, text in plain]
    return [*plain, *inplace, ("NB_SUBSCR", "[]")]


def get_intrinsic1_descs():
    return ["INTRINSIC_1_INVALID", "INTRINSIC_PRINT", "INTRINSIC_IMPORT_STAR", "INTRINSIC_STOPITERATION_ERROR",
            "INTRINSIC_ASYNC_GEN_WRAP", "INTRINSIC_UNARY_POSITIVE", "INTRINSIC_LIST_TO_TUPLE", "INTRINSIC_TYPEVAR",
            "INTRINSIC_PARAMSPEC", "INTRINSIC_TYPEVARTUPLE", "INTRINSIC_SUBSCRIPT_GENERIC", "INTRINSIC_TYPEALIAS"]


def get_intrinsic2_descs():
    return ["INTRINSIC_2_INVALID", "INTRINSIC_PREP_RERAISE_STAR", "INTRINSIC_TYPEVAR_WITH_BOUND",
            "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS", "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
            "INTRINSIC_SET_TYPEPARAM_DEFAULT"]


def get_special_method_names():
    return ["__enter__", "__exit__", "__aenter__", "__aexit__"]


def get_specialization_stats():
    return None
