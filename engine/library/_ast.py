"""The classes of syntax trees, from one table, which the engine reads too when it turns a tree into another.

A line is `Name(Base): field:type …`. A type ends in `?` where None may stand, in `*` for a list, in `?*` for a list with
gaps. `@` behind the base: the node has a place in the source.
"""

PyCF_ALLOW_TOP_LEVEL_AWAIT = 8192
PyCF_ONLY_AST = 1024
PyCF_OPTIMIZED_AST = 33792
PyCF_TYPE_COMMENTS = 4096

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class AST:
    _fields = _attributes = __match_args__ = ()
    _field_types = {}
    _lists = _optional = frozenset()

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
            if name not in fields and name not in self._attributes:
                _deprecated(f"{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. "
                            "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.")
            given.add(name)
            setattr(self, name, value)
        types = self._field_types
        for name in fields:
            if name in given or name in self._optional or name not in types:
                continue
            if name in self._lists:
                setattr(self, name, [])
            elif types[name] is expr_context:
                self.ctx = _instances["Load"]
            else:
                _deprecated(f"{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. "
                            "This will become an error in Python 3.15.")

    def __repr__(self):
        return _shown(self, 3)

    def __reduce__(self):
        return _rebuild, (type(self), self.__dict__)

    def __replace__(self, /, **changes):
        cls = type(self)
        for name in changes:
            if name not in self._fields and name not in self._attributes and name not in self.__dict__:
                raise TypeError(f"{cls.__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        return _rebuild(cls, {**self.__dict__, **changes})


def _deprecated(message):
    import warnings

    warnings.warn(message, DeprecationWarning, stacklevel=3)


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
alias(AST)@: name:identifier asname:identifier?
arg(AST)@: arg:identifier annotation:expr? type_comment:string?
arguments(AST): posonlyargs:arg* args:arg* vararg:arg? kwonlyargs:arg* kw_defaults:expr?* kwarg:arg? defaults:expr*
boolop(AST):
cmpop(AST):
comprehension(AST): target:expr iter:expr ifs:expr* is_async:int
excepthandler(AST)@:
expr(AST)@:
expr_context(AST):
keyword(AST)@: arg:identifier? value:expr
match_case(AST): pattern:pattern guard:expr? body:stmt*
mod(AST):
operator(AST):
pattern(AST)@:
stmt(AST)@:
type_ignore(AST):
type_param(AST)@:
unaryop(AST):
withitem(AST): context_expr:expr optional_vars:expr?
Add(operator):
And(boolop):
AnnAssign(stmt): target:expr annotation:expr value:expr? simple:int
Assert(stmt): test:expr msg:expr?
Assign(stmt): targets:expr* value:expr type_comment:string?
AsyncFor(stmt): target:expr iter:expr body:stmt* orelse:stmt* type_comment:string?
AsyncFunctionDef(stmt): name:identifier args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:string? type_params:type_param*
AsyncWith(stmt): items:withitem* body:stmt* type_comment:string?
Attribute(expr): value:expr attr:identifier ctx:expr_context
AugAssign(stmt): target:expr op:operator value:expr
Await(expr): value:expr
BinOp(expr): left:expr op:operator right:expr
BitAnd(operator):
BitOr(operator):
BitXor(operator):
BoolOp(expr): op:boolop values:expr*
Break(stmt):
Call(expr): func:expr args:expr* keywords:keyword*
ClassDef(stmt): name:identifier bases:expr* keywords:keyword* body:stmt* decorator_list:expr* type_params:type_param*
Compare(expr): left:expr ops:cmpop* comparators:expr*
Constant(expr): value:constant kind:string?
Continue(stmt):
Del(expr_context):
Delete(stmt): targets:expr*
Dict(expr): keys:expr?* values:expr*
DictComp(expr): key:expr value:expr generators:comprehension*
Div(operator):
Eq(cmpop):
ExceptHandler(excepthandler): type:expr? name:identifier? body:stmt*
Expr(stmt): value:expr
Expression(mod): body:expr
FloorDiv(operator):
For(stmt): target:expr iter:expr body:stmt* orelse:stmt* type_comment:string?
FormattedValue(expr): value:expr conversion:int format_spec:expr?
FunctionDef(stmt): name:identifier args:arguments body:stmt* decorator_list:expr* returns:expr? type_comment:string? type_params:type_param*
FunctionType(mod): argtypes:expr* returns:expr
GeneratorExp(expr): elt:expr generators:comprehension*
Global(stmt): names:identifier*
Gt(cmpop):
GtE(cmpop):
If(stmt): test:expr body:stmt* orelse:stmt*
IfExp(expr): test:expr body:expr orelse:expr
Import(stmt): names:alias*
ImportFrom(stmt): module:identifier? names:alias* level:int?
In(cmpop):
Interactive(mod): body:stmt*
Interpolation(expr): value:expr str:constant conversion:int format_spec:expr?
Invert(unaryop):
Is(cmpop):
IsNot(cmpop):
JoinedStr(expr): values:expr*
LShift(operator):
Lambda(expr): args:arguments body:expr
List(expr): elts:expr* ctx:expr_context
ListComp(expr): elt:expr generators:comprehension*
Load(expr_context):
Lt(cmpop):
LtE(cmpop):
MatMult(operator):
Match(stmt): subject:expr cases:match_case*
MatchAs(pattern): pattern:pattern? name:identifier?
MatchClass(pattern): cls:expr patterns:pattern* kwd_attrs:identifier* kwd_patterns:pattern*
MatchMapping(pattern): keys:expr* patterns:pattern* rest:identifier?
MatchOr(pattern): patterns:pattern*
MatchSequence(pattern): patterns:pattern*
MatchSingleton(pattern): value:constant
MatchStar(pattern): name:identifier?
MatchValue(pattern): value:expr
Mod(operator):
Module(mod): body:stmt* type_ignores:type_ignore*
Mult(operator):
Name(expr): id:identifier ctx:expr_context
NamedExpr(expr): target:expr value:expr
Nonlocal(stmt): names:identifier*
Not(unaryop):
NotEq(cmpop):
NotIn(cmpop):
Or(boolop):
ParamSpec(type_param): name:identifier default_value:expr?
Pass(stmt):
Pow(operator):
RShift(operator):
Raise(stmt): exc:expr? cause:expr?
Return(stmt): value:expr?
Set(expr): elts:expr*
SetComp(expr): elt:expr generators:comprehension*
Slice(expr): lower:expr? upper:expr? step:expr?
Starred(expr): value:expr ctx:expr_context
Store(expr_context):
Sub(operator):
Subscript(expr): value:expr slice:expr ctx:expr_context
TemplateStr(expr): values:expr*
Try(stmt): body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*
TryStar(stmt): body:stmt* handlers:excepthandler* orelse:stmt* finalbody:stmt*
Tuple(expr): elts:expr* ctx:expr_context
TypeAlias(stmt): name:expr type_params:type_param* value:expr
TypeIgnore(type_ignore): lineno:int tag:string
TypeVar(type_param): name:identifier bound:expr? default_value:expr?
TypeVarTuple(type_param): name:identifier default_value:expr?
UAdd(unaryop):
USub(unaryop):
UnaryOp(expr): op:unaryop operand:expr
While(stmt): test:expr body:stmt* orelse:stmt*
With(stmt): items:withitem* body:stmt* type_comment:string?
Yield(expr): value:expr?
YieldFrom(expr): value:expr
"""

_PLAIN_TYPES = {"identifier": str, "string": str, "int": int, "constant": object}


def _make(line):
    head, _, fields = line.partition(":")
    name, _, base = head.partition("(")
    base, _, place = base.partition(")")
    fields = [field.split(":") for field in fields.split()]
    plain = tuple(field for field, _ in fields)
    shown = ", ".join(f"{of} {field}" for field, of in fields)
    space = {
        "__module__": "ast",
        "_fields": plain,
        "__match_args__": plain,
        "__doc__": f"{name}({shown})" if fields else name,
        "_lists": frozenset(field for field, of in fields if of.endswith("*")),
        "_optional": frozenset(field for field, of in fields if of.endswith("?")),
        **{field: None for field, of in fields if of.endswith("?")},
    }
    if place:
        space["_attributes"] = _PLACE
        space["end_lineno"] = space["end_col_offset"] = None
    globals()[name] = type(name, (globals()[base],), space)


def _type_of(text):
    base = text.rstrip("?*")
    of = _PLAIN_TYPES.get(base) or globals()[base]
    if text.endswith("*"):
        return list[of]
    return of | None if text.endswith("?") else of


_lines = [line for line in _TABLE.split("\n") if line]
for _line in _lines:
    _make(_line)
for _line in _lines:
    globals()[_line.partition("(")[0]]._field_types = {
        field: _type_of(of) for field, of in (part.split(":") for part in _line.partition(": ")[2].split())}
# Of operators and contexts all trees share one node each.
_instances = {cls.__name__: cls() for base in (boolop, cmpop, expr_context, operator, unaryop)
              for cls in base.__subclasses__()}
for _name in ("boolop", "cmpop", "excepthandler", "expr", "expr_context", "mod", "operator", "pattern", "stmt", "type_ignore",
              "type_param", "unaryop"):
    _cls = globals()[_name]
    if _name not in ("excepthandler", "type_ignore"):
        _cls.__doc__ = f"{_name} = " + "\n".join(
            ("     | " if i else "") + cls.__doc__ for i, cls in enumerate(_cls.__subclasses__()))
AST.__module__ = "ast"
del _line, _lines, _name, _cls
