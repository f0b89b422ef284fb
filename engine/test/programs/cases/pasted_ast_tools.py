# Tools on source code: ast, tokenize, dis, inspect-like listings, literal_eval.
import ast
import io
import keyword
import token
import tokenize

SOURCE = '''
import os, sys as system
from math import pi as π

@decorate(1, two=2)
def area(r: float, *rest, scale=1.0, **more) -> float:
    """Area of a circle."""
    if r < 0 or not rest:
        raise ValueError(f"bad {r!r:>{scale}}")
    return π * r ** 2 * scale


class Shape(Base, metaclass=Meta):
    sides: int = 0
    names = [n.upper() for n in "abc" if n]

    async def load(self):
        async with self.lock as l, other:
            return await self.fetch({**self.x, "k": (yield)})

    def __len__(self): return -1 if self else ~2


x = y[1:2, ..., ::3] = lambda a, /, b=1, *, c: (a, b, c)
match x:
    case {"k": 1, **rest} | [1, *_] if rest:
        pass
    case Point(x=0, y=1.5) as p:
        del p
    case None:
        global g
try:
    assert a <= b < c is not None, "message"
except* (OSError, E) as error:
    x += 1
finally:
    while True:
        break
    else:
        for i in range(3): continue
'''

tree = ast.parse(SOURCE)
print(ast.dump(tree.body[2], indent=1)[:600])
print(ast.unparse(tree))
again = ast.parse(ast.unparse(tree))
print(ast.dump(tree) == ast.dump(again))
print([type(node).__name__ for node in ast.iter_child_nodes(tree.body[3])], ast.get_docstring(tree.body[2]))
print(sorted({type(node).__name__ for node in ast.walk(tree)})[:20])


class Calls(ast.NodeVisitor):
    def __init__(self):
        self.names, self.depth = [], 0

    def visit_Call(self, node):
        self.names.append((ast.unparse(node.func), node.lineno, node.col_offset, node.end_col_offset))
        self.generic_visit(node)


calls = Calls()
calls.visit(tree)
print(calls.names)


class Folder(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant) and isinstance(node.op, ast.Mult):
            return ast.copy_location(ast.Constant(node.left.value * node.right.value), node)
        return node

    def visit_Name(self, node):
        return ast.Name("_" + node.id, node.ctx) if node.id == "secret" else node


folded = ast.fix_missing_locations(Folder().visit(ast.parse("secret = 3 * 4 + 'a' * 2 if secret else 2 * 2 * 2")))
print(ast.unparse(folded))
space = {"_secret": 0}
exec(compile(folded, "<folded>", "exec"), space)
print(space["_secret"])
function = ast.FunctionDef("f", ast.arguments(args=[ast.arg("n")], defaults=[ast.Constant(5)]),
                           [ast.Return(ast.BinOp(ast.Name("n"), ast.Pow(), ast.Constant(2)))])
module = ast.fix_missing_locations(ast.Module([function], []))
exec(compile(module, "<made>", "exec"), space)
print(space["f"](), space["f"](3), ast.unparse(module))
print(eval(compile(ast.Expression(ast.fix_missing_locations(ast.Constant((1, 2.5, 3j, 1 + 2j, b"x", None, ...)))), "<e>", "eval")))
print(ast.literal_eval("{'a': [1, 2.5, -3], 'b': (None, True, b'x'), 'c': {1, 2}, 'd': 1 + 2j}"))
for text in ("open('x')", "1 +", "{'a': b}", "[1, 2", "-'a'"):
    try:
        print(ast.literal_eval(text))
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(" on line")[0].split(": <")[0])

node = ast.BinOp(ast.Constant(1), ast.Add(), ast.Constant(2))
print(node._fields, node._attributes, ast.BinOp._field_types, ast.dump(node), node.op, isinstance(node, ast.expr))
print(repr(ast.parse("a = [1, 2, 3]").body[0]), ast.dump(ast.parse("f(x)", mode="eval")), ast.Name.__doc__)
for build in (lambda: compile(ast.Module([ast.Pass()], []), "f", "exec"), lambda: compile(ast.Expression(ast.Constant(1)), "f", "exec"),
              lambda: compile(ast.fix_missing_locations(ast.Module([ast.Expr(ast.Name("x", ast.Store()))], [])), "f", "exec"),
              lambda: compile(ast.fix_missing_locations(ast.Module([ast.If(ast.Constant(1), [], [])], [])), "f", "exec"),
              lambda: compile(ast.fix_missing_locations(ast.Module([ast.Expr(3)], [])), "f", "exec"),
              lambda: compile(ast.fix_missing_locations(ast.Expression(ast.Constant([]))), "f", "eval"),
              lambda: compile(ast.fix_missing_locations(ast.Expression(ast.BoolOp(ast.And(), [ast.Constant(1)]))), "f", "eval"),
              lambda: ast.Pass(1), lambda: compile("1", "f", "exec", flags=1), lambda: compile("1", "f", "other"),
              lambda: compile(3, "f", "exec"), lambda: compile("1", "f", "exec", optimize=3), lambda: ast.parse("x = (")):
    try:
        print(build())
    except (TypeError, ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])

for tok in tokenize.generate_tokens(io.StringIO("def f(a):  # note\n    return f'{a!r}' + \"é\" \\\n        if a else 1_000.5e3\n\n").readline):
    print(tok.start, tok.end, token.tok_name[tok.type], token.tok_name[tok.exact_type], repr(tok.string), repr(tok.line))
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO("x  =  1 # c\nif x :\n  y( 2 )\n").readline)))
print([t.string for t in tokenize.tokenize(io.BytesIO("# -*- coding: latin-1 -*-\nx='\xe9'\n".encode("latin-1")).readline)])
for text in ("x = (1,\n", "'''abc", "x = $\n", "if x:\n    a\n  b\n", "'abc\n"):
    try:
        print([t.string for t in tokenize.generate_tokens(io.StringIO(text).readline)])
    except (tokenize.TokenError, SyntaxError) as error:
        print(type(error).__name__, error.args[0], error.args[1][:2] if len(error.args) > 1 else "")
print(keyword.iskeyword("match"), keyword.issoftkeyword("match"), len(keyword.kwlist))
