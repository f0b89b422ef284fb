# A small interpreter: the classic megamorphic loop.
def run(program, x):
    stack, pc, steps = [], 0, 0
    variables = {"x": x, "acc": 0}
    while pc < len(program):
        op, arg = program[pc]
        pc += 1
        steps += 1
        if op == "push":
            stack.append(arg)
        elif op == "load":
            stack.append(variables[arg])
        elif op == "store":
            variables[arg] = stack.pop()
        elif op == "add":
            b, a = stack.pop(), stack.pop()
            stack.append(a + b)
        elif op == "sub":
            b, a = stack.pop(), stack.pop()
            stack.append(a - b)
        elif op == "mul":
            b, a = stack.pop(), stack.pop()
            stack.append(a * b)
        elif op == "jump_if":
            if stack.pop():
                pc = arg
        else:
            raise ValueError(op)
    return variables["acc"], steps


program = [
    ("load", "acc"), ("load", "x"), ("load", "x"), ("mul", None), ("add", None), ("store", "acc"),
    ("load", "x"), ("push", 1), ("sub", None), ("store", "x"),
    ("load", "x"), ("jump_if", 0),
]
print(run(program, 200), run(program, 100.0), run(program, 50))
try:
    run(program + [("halt", None)], 300)
except ValueError as error:
    print(error)
