# Unusual but legal ways to write things.
x = 1; y = 2; print(x, y)
if x: print("one line"); print("two")
z = (1 +
     2 +  # a comment inside
     3)
print(z, 0x1F, 0b11, 0o17, 1_0, 1e3, 1E-2, 1j, 0xFFFF_FFFF)
print(not not x, - -x, ~-x, x if y else z, (lambda: 5)(), [*()], {**{}}, (yield_ := 3))
class Empty: pass
class Tiny: a = 1; b = 2
def f(a, b=1, *c, d, e=2, **g): return a, b, c, d, e, g
print(f(1, d=4), Tiny.b, Empty.__name__)
def g() -> int: ...
print(g(), g.__annotations__)
v: int = 5
w: "list[str]"
print(v, __annotations__ if "__annotations__" in globals() else None)
print("a" "b" f"{1}" 'c', r'\n', b'x' b'y', u"u", rb"\x", """a"b'c""", '\
joined')
a = b = c = []
a.append(1)
print(b, c, a is c)
(d), [e] = 1, [2]
print(d, e, *[], *[1], sep="|")
assert True, "never"
for i in 1, 2: print(i, end=" ")
print()
print({1, 2} == {2, 1}, {}, {1: 2}, (1), (1,), 1 if 1 else 2 if 2 else 3)
try: print("try")
finally: print("fin")
class N: __enter__ = lambda self: 5; __exit__ = lambda self, *_: None
with N() as n, N(): print(n)
print(x <y, x>y, x<=y, x!=y, x is y, x is not y, x in [y], x not in [y], x and y, x or y)
print(2 ** 3 ** 2, -2 ** 2, 2 * 3 + 4 % 3, 1 << 2 + 1, 5 & 3 | 4 ^ 1, not 1 == 2, 1 < 2 == True)
print([1, 2, 3][1:][0], "abc"[1].upper(), (1, 2)[0], {"k": [5]}["k"][0], f(0, d=1)[3])
match x:
    case 1: print("matched")
type Alias = list[int]
print(Alias.__name__)
def generic[T](t: T) -> T: return t
print(generic(5))
é = "identifier"; print(é)
print(...)
lambda_result = (lambda *, k=1: k)(k=7); print(lambda_result)
del x, y
global_ok = None
if not global_ok: pass
elif 1: pass
else: pass
while 0: pass
print(__debug__, "\x41\u0042\U00000043\x44\101\t|")
