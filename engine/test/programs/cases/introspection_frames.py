# Frames as objects, looked at from inside hot loops and generators.
import sys


def peek():
    frame = sys._getframe(1)
    return frame.f_lineno, frame.f_locals.get("i"), frame.f_code.co_name


def run(n):
    seen = []
    for i in range(n):
        if i % 900 == 899:
            seen.append(peek())
    return seen


print(run(2700))


def depth():
    n, f = 0, sys._getframe()
    while f:
        n, f = n + 1, f.f_back
    return n


def nested(k):
    return depth() if k == 0 else nested(k - 1)


base = depth()
differences = set()
for i in range(1500):
    differences.add(nested(3) - base)
print(differences)


def numbers():
    yield 1


g = numbers()
print(g.gi_frame.f_lineno, g.gi_code.co_name, g.gi_running, g.gi_yieldfrom)
print(list(g), g.gi_frame)
print(sys._getframe().f_lineno, sys._getframe().f_code.co_name)
try:
    1 / 0
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_frame
    print(frame.f_globals is globals(), frame.f_builtins is vars(__builtins__), error.__traceback__.tb_lasti > 0)
