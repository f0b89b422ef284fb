"""The classes of syntax trees, from one table: `Name(Base): field optional? list*`; @ has a place in the source."""

PyCF_ALLOW_TOP_LEVEL_AWAIT = 8192
PyCF_ONLY_AST = 1024
PyCF_OPTIMIZED_AST = 33792
PyCF_TYPE_COMMENTS = 4096

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class AST:
    _fields = _attributes = __match_args__ = ()
    _optional = _lists = ()

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        fields = self._fields
        if len(args) > len(fields):
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument"
                            f"{'' if len(fields) == 1 else 's'}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        given = set(fields[:len(args)])
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
            given.add(name)
            setattr(self, name, value)
        for name in fields:
            if name not in given:
                if name in self._lists:
                    setattr(self, name, [])
                elif name == "ctx":
                    self.ctx = Load()

    def __repr__(self):
        return _shown(self, 3)

    def __reduce__(self):
        return _rebuild, (type(self), self.__dict__)

    def __replace__(self, **changes):
        return _rebuild(type(self), {**self.__dict__, **changes})


def _rebuild(cls, values):
    node = cls.__new__(cls)
    node.__dict__.update(values)
    return node


def _shown(value, depth):
    if isinstance(value, list):
        if not value:
            return "[]"
        if depth <= 0:
            return "[...]" if len(value) > 1 else f"[{_shown(value[0], depth)}]"
        ends = [_shown(item, depth) for item in ([value[0], value[-1]] if len(value) > 2 else value)]
        return f"[{', ..., '.join(ends) if len(value) > 2 else ', '.join(ends)}]"
    if not isinstance(value, AST):
        return repr(value)
    if depth <= 0:
        return f"{type(value).__name__}(...)"
    parts = [f"{name}={_shown(getattr(value, name), depth - 1)}" for name in value._fields if hasattr(value, name)]
    return f"{type(value).__name__}({', '.join(parts)})"


_TABLE = """
alias(AST)@: name asname?
arg(AST)@: arg annotation? type_comment?
arguments(AST): posonlyargs* args* vararg? kwonlyargs* kw_defaults* kwarg? defaults*
boolop(AST):
cmpop(AST):
comprehension(AST): target iter ifs* is_async
excepthandler(AST)@:
expr(AST)@:
expr_context(AST):
keyword(AST)@: arg? value
match_case(AST): pattern guard? body*
mod(AST):
operator(AST):
pattern(AST)@:
stmt(AST)@:
type_ignore(AST):
type_param(AST)@:
unaryop(AST):
withitem(AST): context_expr optional_vars?
Add(operator):
And(boolop):
AnnAssign(stmt): target annotation value? simple
Assert(stmt): test msg?
Assign(stmt): targets* value type_comment?
AsyncFor(stmt): target iter body* orelse* type_comment?
AsyncFunctionDef(stmt): name args body* decorator_list* returns? type_comment? type_params*
AsyncWith(stmt): items* body* type_comment?
Attribute(expr): value attr ctx
AugAssign(stmt): target op value
Await(expr): value
BinOp(expr): left op right
BitAnd(operator):
BitOr(operator):
BitXor(operator):
BoolOp(expr): op values*
Break(stmt):
Call(expr): func args* keywords*
ClassDef(stmt): name bases* keywords* body* decorator_list* type_params*
Compare(expr): left ops* comparators*
Constant(expr): value kind?
Continue(stmt):
Del(expr_context):
Delete(stmt): targets*
Dict(expr): keys* values*
DictComp(expr): key value generators*
Div(operator):
Eq(cmpop):
ExceptHandler(excepthandler): type? name? body*
Expr(stmt): value
Expression(mod): body
FloorDiv(operator):
For(stmt): target iter body* orelse* type_comment?
FormattedValue(expr): value conversion format_spec?
FunctionDef(stmt): name args body* decorator_list* returns? type_comment? type_params*
FunctionType(mod): argtypes* returns
GeneratorExp(expr): elt generators*
Global(stmt): names*
Gt(cmpop):
GtE(cmpop):
If(stmt): test body* orelse*
IfExp(expr): test body orelse
Import(stmt): names*
ImportFrom(stmt): module? names* level?
In(cmpop):
Interactive(mod): body*
Interpolation(expr): value str conversion format_spec?
Invert(unaryop):
Is(cmpop):
IsNot(cmpop):
JoinedStr(expr): values*
LShift(operator):
Lambda(expr): args body
List(expr): elts* ctx
ListComp(expr): elt generators*
Load(expr_context):
Lt(cmpop):
LtE(cmpop):
MatMult(operator):
Match(stmt): subject cases*
MatchAs(pattern): pattern? name?
MatchClass(pattern): cls patterns* kwd_attrs* kwd_patterns*
MatchMapping(pattern): keys* patterns* rest?
MatchOr(pattern): patterns*
MatchSequence(pattern): patterns*
MatchSingleton(pattern): value
MatchStar(pattern): name?
MatchValue(pattern): value
Mod(operator):
Module(mod): body* type_ignores*
Mult(operator):
Name(expr): id ctx
NamedExpr(expr): target value
Nonlocal(stmt): names*
Not(unaryop):
NotEq(cmpop):
NotIn(cmpop):
Or(boolop):
ParamSpec(type_param): name default_value?
Pass(stmt):
Pow(operator):
RShift(operator):
Raise(stmt): exc? cause?
Return(stmt): value?
Set(expr): elts*
SetComp(expr): elt generators*
Slice(expr): lower? upper? step?
Starred(expr): value ctx
Store(expr_context):
Sub(operator):
Subscript(expr): value slice ctx
TemplateStr(expr): values*
Try(stmt): body* handlers* orelse* finalbody*
TryStar(stmt): body* handlers* orelse* finalbody*
Tuple(expr): elts* ctx
TypeAlias(stmt): name type_params* value
TypeIgnore(type_ignore): lineno tag
TypeVar(type_param): name bound? default_value?
TypeVarTuple(type_param): name default_value?
UAdd(unaryop):
USub(unaryop):
UnaryOp(expr): op operand
While(stmt): test body* orelse*
With(stmt): items* body* type_comment?
Yield(expr): value?
YieldFrom(expr): value
"""


def _make(line):
    head, _, fields = line.partition(":")
    name, _, base = head.partition("(")
    base, _, place = base.partition(")")
    names = fields.split()
    plain = tuple(name.rstrip("?*") for name in names)
    space = {
        "__module__": "ast",
        "_fields": plain,
        "__match_args__": plain,
        "_lists": frozenset(name[:-1] for name in names if name.endswith("*")),
        **{name[:-1]: None for name in names if name.endswith("?")},
    }
    if place:
        space["_attributes"] = _PLACE
        space["end_lineno"] = space["end_col_offset"] = None
    globals()[name] = type(name, (globals()[base],), space)


for _line in _TABLE.split("\n"):
    if _line:
        _make(_line)
AST.__module__ = "ast"
