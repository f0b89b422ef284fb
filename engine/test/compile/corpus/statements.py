"""Statements of every kind."""
import os, sys as system
import os.path
import os.path as path
import a.b.c.d as leaf
from os import sep, path as p2
from . import sibling
from ..package import name as other
from star import *

x = 1
x, y = y, x
x, y, z = z, x, y
(x,) = [1]
[a, (b, *c), d] = value
a = b = c = 1, 2, 3
x: int = 5
y: str
obj.attr: int = 3
obj.attr: int
obj[0]: int
obj[a:b, 1]: int
(z): float = 1.0
del x, obj.attr, obj[0], obj[1:2], obj[i:j], (a, [b, c])
assert x
assert x, "message"
assert not x and y
pass
x += 1
obj.attr -= 2
obj[i] *= 3
obj[a:b] /= 4
obj[a:b:c] //= 5
x @= y
x %= y
x **= y
x <<= y
x >>= y
x &= y
x ^= y
x |= y
(
    obj
    .attr
    .other
) = 5
obj.very.long \
    .chain += 1


def control(a, b, c, d):
    if a:
        pass
    if a:
        b()
    else:
        c()
    if a:
        b()
    elif c and d or not b:
        d()
    elif a < b < c < d:
        a()
    else:
        if b if a else c:
            d()
    while a:
        if b:
            break
        if c:
            continue
        d()
    else:
        b()
    while True:
        if a():
            break
    while 1:
        pass
    for i in a:
        for j in b:
            if i == j:
                break
            if i is None:
                continue
            if j is not None:
                return i
        else:
            continue
        break
    else:
        return None
    for (
        i
    ) in (
        a
    ):
        print(i)
    for i, (j, *k) in a:
        pass
    for obj.attr in a:
        pass
    for obj[i] in [1, 2, 3]:
        pass
    for i in {1, 2, 3}:
        pass
    for i in (a, b):
        pass
    for i in [a, b]:
        pass
    if a: return 1
    return


def dead():
    return 1
    print("never")
    while True:
        pass


def constants():
    if 0:
        a()
    if 1:
        b()
    if None:
        c()
    else:
        d()
    if "" or []:
        e()
    while 0:
        f()
    if not 1:
        g()
    if __debug__:
        h()
    x = 1 if 1 else 2
    y = 0 and a or 1
    if a and 1 and b:
        i()
    if a or 0 or b:
        j()


def globals_and_nonlocals():
    global g1, g2
    g1 = 1
    del g2
    v = w = 0

    def inner():
        nonlocal v, w
        v += 1
        del w

        def innermost():
            nonlocal v
            v = 5
            return v, g1
        return innermost
    return inner


if x:
    def conditional(): pass
else:
    class conditional: pass

def expressions_only():
    1
    "text"
    a
    a.b
    a()
    ...
    -1
    (1, 2)
    [1, 2, 3]
    f"{a}"
