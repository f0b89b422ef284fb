def evaluate(text):
    return eval(text)


print(evaluate("1 + 2"))
exec("def g():\n    return undefined_here\n")
g()
