# A calculator: tokens, a recursive descent parser that builds a tree, and an evaluator with variables.
import math


def tokenize(source):
    tokens = []
    i = 0
    while i < len(source):
        c = source[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(source) and (source[i].isdigit() or source[i] == "."):
                i += 1
            tokens.append(("number", float(source[start:i])))
        elif c.isalpha():
            start = i
            while i < len(source) and source[i].isalnum():
                i += 1
            tokens.append(("name", source[start:i]))
        elif source[i : i + 2] == "**":
            tokens.append(("op", "**"))
            i += 2
        elif c in "+-*/()=,":
            tokens.append(("op", c))
            i += 1
        else:
            raise SyntaxError(f"bad character {c!r}")
    tokens.append(("end", None))
    return tokens


class Number:
    def __init__(self, value):
        self.value = value

    def evaluate(self, env):
        return self.value


class Variable:
    def __init__(self, name):
        self.name = name

    def evaluate(self, env):
        try:
            return env[self.name]
        except KeyError:
            raise NameError(f"unknown variable {self.name}") from None


class Binary:
    def __init__(self, op, left, right):
        self.op = op
        self.left = left
        self.right = right

    def evaluate(self, env):
        a = self.left.evaluate(env)
        b = self.right.evaluate(env)
        if self.op == "+":
            return a + b
        if self.op == "-":
            return a - b
        if self.op == "*":
            return a * b
        if self.op == "/":
            return a / b
        return a**b


class Negate:
    def __init__(self, operand):
        self.operand = operand

    def evaluate(self, env):
        return -self.operand.evaluate(env)


class Call:
    FUNCTIONS = {"sqrt": math.sqrt, "sin": math.sin, "max": max, "min": min, "abs": abs}

    def __init__(self, name, arguments):
        self.name = name
        self.arguments = arguments

    def evaluate(self, env):
        if self.name not in self.FUNCTIONS:
            raise NameError(f"unknown function {self.name}")
        return self.FUNCTIONS[self.name](*[argument.evaluate(env) for argument in self.arguments])


class Assign:
    def __init__(self, name, value):
        self.name = name
        self.value = value

    def evaluate(self, env):
        env[self.name] = result = self.value.evaluate(env)
        return result


class Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.at = 0

    def next(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def accept(self, *ops):
        kind, value = self.tokens[self.at]
        if kind == "op" and value in ops:
            self.at += 1
            return value
        return None

    def statement(self):
        if self.tokens[0][0] == "name" and self.tokens[1] == ("op", "="):
            name = self.next()[1]
            self.next()
            return Assign(name, self.statement_end(self.sum()))
        return self.statement_end(self.sum())

    def statement_end(self, tree):
        if self.tokens[self.at][0] != "end":
            raise SyntaxError(f"unexpected {self.tokens[self.at][1]!r}")
        return tree

    def sum(self):
        tree = self.product()
        while op := self.accept("+", "-"):
            tree = Binary(op, tree, self.product())
        return tree

    def product(self):
        tree = self.unary()
        while op := self.accept("*", "/"):
            tree = Binary(op, tree, self.unary())
        return tree

    def unary(self):
        if self.accept("-"):
            return Negate(self.unary())
        return self.power()

    def power(self):
        base = self.atom()
        if self.accept("**"):
            return Binary("**", base, self.unary())
        return base

    def atom(self):
        kind, value = self.next()
        if kind == "number":
            return Number(value)
        if kind == "name":
            if self.accept("("):
                arguments = [self.sum()]
                while self.accept(","):
                    arguments.append(self.sum())
                if not self.accept(")"):
                    raise SyntaxError("missing )")
                return Call(value, arguments)
            return Variable(value)
        if value == "(":
            tree = self.sum()
            if not self.accept(")"):
                raise SyntaxError("missing )")
            return tree
        raise SyntaxError(f"unexpected {value!r}")


def calculate(line, env):
    return Parser(tokenize(line)).statement().evaluate(env)


env = {"pi": math.pi}
session = """
1 + 2 * 3
-2 ** 2
(1 + 2) * (3 - 4) / 5
r = 2.5
area = pi * r ** 2
sqrt(area / pi)
max(1, r, area)
2 ** 3 ** 2
1 / 0
nothing + 1
3 + * 4
(1 + 2
7 $ 8
"""
for line in session.strip().splitlines():
    try:
        print(f"{line:24} = {calculate(line, env):g}")
    except (SyntaxError, NameError, ZeroDivisionError) as error:
        print(f"{line:24} ! {type(error).__name__}: {error}")

# The same formula for many values of x, parsed once and then parsed anew each time.
formula = "3 * x ** 2 - sqrt(x + 1) / (2 - x) + abs(sin(x))"
tree = Parser(tokenize(formula)).statement()
total = 0.0
for i in range(1500):
    env["x"] = i / 8 + 3
    total += tree.evaluate(env)
print(f"{total:.6f}")

again = 0.0
for i in range(0, 1500, 10):
    env["x"] = i / 8 + 3
    again += calculate(formula, env)
print(f"{again:.6f}")
