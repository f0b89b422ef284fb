# A small language: tokenizer by re, recursive descent, environments, a REPL over a script.
import operator
import re
from collections import ChainMap
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    kind: str
    text: str
    line: int
    column: int


SPEC = [("NUMBER", r"\d+(?:\.\d*)?"), ("NAME", r"[A-Za-z_]\w*"), ("OP", r"==|!=|<=|>=|[-+*/%^<>=(){},;]"), ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+|#[^\n]*"), ("BAD", r".")]
PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in SPEC))
KEYWORDS = {"let", "if", "else", "while", "fn", "return", "print"}


def tokens(source):
    line, start = 1, 0
    for match in PATTERN.finditer(source):
        kind, text = match.lastgroup, match.group()
        if kind == "NEWLINE":
            line, start = line + 1, match.end()
        elif kind == "BAD":
            raise SyntaxError(f"line {line}: unexpected {text!r} at column {match.start() - start}")
        elif kind != "SKIP":
            yield Token("KEYWORD" if text in KEYWORDS else kind, text, line, match.start() - start)
    yield Token("END", "", line, 0)


class Return(Exception):
    pass


@dataclass
class Function:
    name: str
    parameters: list
    body: list
    env: ChainMap

    def __call__(self, interpreter, args):
        if len(args) != len(self.parameters):
            raise TypeError(f"{self.name} takes {len(self.parameters)} arguments, got {len(args)}")
        local = self.env.new_child(dict(zip(self.parameters, args)))
        try:
            interpreter.run(self.body, local)
        except Return as result:
            return result.args[0]


LEVELS = [{"==": operator.eq, "!=": operator.ne}, {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}, {"+": operator.add, "-": operator.sub},
          {"*": operator.mul, "/": operator.truediv, "%": operator.mod}]


class Parser:
    def __init__(self, source):
        self.tokens, self.at = list(tokens(source)), 0

    @property
    def token(self):
        return self.tokens[self.at]

    def accept(self, *texts):
        if self.token.text in texts and self.token.kind != "END":
            self.at += 1
            return self.tokens[self.at - 1]

    def expect(self, text):
        if not self.accept(text):
            raise SyntaxError(f"line {self.token.line}: expected {text!r}, found {self.token.text or 'end'!r}")

    def name(self):
        token = self.token
        if token.kind != "NAME":
            raise SyntaxError(f"line {token.line}: expected a name")
        self.at += 1
        return token.text

    def block(self):
        self.expect("{")
        body = []
        while not self.accept("}"):
            body.append(self.statement())
        return body

    def statement(self):
        if self.accept("let"):
            name = self.name()
            self.expect("=")
            node = ("let", name, self.expression())
        elif self.accept("if"):
            test, then = self.expression(), self.block()
            return "if", test, then, self.block() if self.accept("else") else []
        elif self.accept("while"):
            return "while", self.expression(), self.block()
        elif self.accept("fn"):
            name = self.name()
            self.expect("(")
            parameters = []
            while not self.accept(")"):
                parameters.append(self.name())
                self.accept(",")
            return "fn", name, parameters, self.block()
        elif self.accept("return"):
            node = ("return", self.expression())
        elif self.accept("print"):
            node = ("print", self.expression())
        elif self.token.kind == "NAME" and self.tokens[self.at + 1].text == "=":
            name = self.name()
            self.expect("=")
            node = ("set", name, self.expression())
        else:
            node = ("do", self.expression())
        self.expect(";")
        return node

    def expression(self, level=0):
        if level == len(LEVELS):
            return self.power()
        left = self.expression(level + 1)
        while token := self.accept(*LEVELS[level]):
            left = ("binary", token.text, left, self.expression(level + 1))
        return left

    def power(self):
        if self.accept("-"):
            return "negate", self.power()
        base = self.atom()
        return ("binary", "^", base, self.power()) if self.accept("^") else base

    def atom(self):
        token = self.token
        self.at += 1
        if token.kind == "NUMBER":
            return "number", float(token.text) if "." in token.text else int(token.text)
        if token.text == "(":
            inner = self.expression()
            self.expect(")")
            return inner
        if token.kind == "NAME":
            if not self.accept("("):
                return "name", token.text
            args = []
            while not self.accept(")"):
                args.append(self.expression())
                self.accept(",")
            return "call", token.text, args
        raise SyntaxError(f"line {token.line}: unexpected {token.text or 'end'!r}")


class Interpreter:
    operators = {key: value for level in LEVELS for key, value in level.items()} | {"^": operator.pow}

    def __init__(self):
        self.globals = ChainMap({})

    def run(self, body, env=None):
        env = self.globals if env is None else env
        for kind, *parts in body:
            getattr(self, f"do_{kind}")(env, *parts)

    def do_let(self, env, name, value):
        env[name] = self.eval(env, value)

    def do_set(self, env, name, value):
        for scope in env.maps:
            if name in scope:
                scope[name] = self.eval(env, value)
                return
        raise NameError(f"unknown name {name}")

    def do_if(self, env, test, then, other):
        self.run(then if self.eval(env, test) else other, env.new_child())

    def do_while(self, env, test, body):
        while self.eval(env, test):
            self.run(body, env.new_child())

    def do_fn(self, env, name, parameters, body):
        env[name] = Function(name, parameters, body, env)

    def do_return(self, env, value):
        raise Return(self.eval(env, value))

    def do_print(self, env, value):
        print(self.eval(env, value))

    def do_do(self, env, value):
        self.eval(env, value)

    def eval(self, env, node):
        match node:
            case ("number", value):
                return value
            case ("name", name):
                try:
                    return env[name]
                except KeyError:
                    raise NameError(f"unknown name {name}") from None
            case ("negate", inner):
                return -self.eval(env, inner)
            case ("binary", op, left, right):
                return self.operators[op](self.eval(env, left), self.eval(env, right))
            case ("call", name, args):
                function = self.eval(env, ("name", name))
                if not isinstance(function, Function):
                    raise TypeError(f"{name} is no function")
                return function(self, [self.eval(env, arg) for arg in args])


interpreter = Interpreter()
for source in ("let x = 2 ^ 3 ^ 2; print x - 1 * 2;", "fn fact(n) { if n < 2 { return 1; } return n * fact(n - 1); } print fact(10);",
               "fn fib(n) { let a = 0; let b = 1; while n > 0 { let t = a + b; a = b; b = t; n = n - 1; } return a; }\nprint fib(30); print -fib(10) / 4;",
               "fn outer(k) { fn inner(x) { return x * k; } return inner(5) + inner(6); } print outer(3);", "print (1 + 2) * 3 == 9; print 7 % 4;",
               "print y;", "let 5 = 3;", "print 1 +;", "let a = 1 $ 2;", "fact(1, 2);", "x();", "if 1 { print 1;", "print 1 / 0;"):
    try:
        interpreter.run(Parser(source).statement() and [] or _ if False else (lambda p: [p.statement() for _ in iter(lambda: p.token.kind == "END", True)])(Parser(source)))
    except (SyntaxError, NameError, TypeError, ZeroDivisionError) as error:
        print(f"{type(error).__name__}: {error}")
