x = a + b - c * d / e // f % g ** h @ i
x = a << b >> c & d | e ^ f
x = -a + +b + ~c
x = not a
x = not not a
x = a and b and c
x = a or b or c
x = a and b or c and d
x = (a or b) and (c or d)
x = a if b else c
x = a if b and c or d else e if f else g
x = a < b
x = a < b <= c != d == e > f >= g
x = a is b, a is not b, a in b, a not in b, not a in b, not a is b
x = a.b.c.d
x = a[b][c, d][e:f][e:f:g][:][::][1:2, 3:4, ...]
x = a[1:2][:3][4:][::5][None:None]
x = a[-1], a[-1:], a[:-1]
x = [], (), {}, {1}, [1], (1,), {1: 2}
x = [1, 2, 3], (1, 2, 3), {1, 2, 3}
x = [1, 2], {1, 2}
x = [a, 1, b], (a, 1, b), {a, 1, b}
x = [*a], [*a, b], [b, *a], (*a, *b), {*a, b}
x = {**a}, {**a, "b": c}, {"b": c, **a}, {"b": c, **a, "d": e, **f, "g": h}
x = *a, b
x = lambda: 0
x = lambda a, /, b=1, *c, d, e=2, **f: (a, b, c, d, e, f)
x = lambda: (yield)
x = f(), f(a), f(a, b), f(*a), f(**a), f(*a, **b), f(a, *b, c), f(a=1), f(a, b=2), f(a, *b, c=3, **d, e=4, **f)
x = f(a=1, b=2, **c)
x = o.m(), o.m(a), o.m(a, b=1), o.m(*a), o.m(**a), o.m(a, *b, c=1)
x = o.m().n().o
x = f(a)(b)(c)
x = (y := 5)
x = f(y := 1, z=(w := 2))
if (n := len(a)) > 10: print(n)
x = f(a for a in b)
x = all(a for a in b), any(a for a in b), tuple(a for a in b), list(a for a in b)
if all(not a for a in b if a): pass
x = "a" "b" f"c{d}" "e"
x = f"", f"a", f"{a}", f"{a}b", f"a{b}c{d!r}e{f!s:>10}{g!a:{w}.{p}}"
x = f"{{}}{a}}}"
x = f"{a=}", f"{a = !r}", f"{a:%Y-%m-%d}"
x = "%s" % (a,), "%s %r %a" % (a, b, c), "%10s|%-10s|%.3s|%-5.2r" % (a, b, c, d)
x = "%d" % (a,), "%s%%" % (a,), "%5d %s" % (a, b), "%s" % a, "%(a)s" % b, "100%%" % ()
x = "%s %s" % (a,), "%s" % (a, b), "%s" % (*a,)
x = b"bytes", "str", "\x00\ud800\U0001f600é", 'it\'s "q"'
x = 0, 1, 255, 256, -1, -5, -6, 10**10, 0xffffffffffffffffffffff, 1_000
x = 0.0, -0.0, 1.5, 1e300, 1e-300, 1e16, 1e22, 123456789.123456789, .1, 1e400, -1e400
x = 1j, -1j, 1 + 2j, 1.5 - 2.5j, 0j
x = None, True, False, ..., Ellipsis
x = 1 + 2, 3 * 4, 2 ** 10, 7 // 2, -7 // 2, 7 % -3, 7 / 2, 1 << 10, 1024 >> 3, 6 & 3, 6 | 3, 6 ^ 3
x = 1 / 3, 10 / 4, 2 ** -1, 2 ** 0.5, 10 ** -5, 1.0 // 0.3, -1.5 % 1, 1e308 * 10, 0.1 + 0.2, 3 ** 100, 2 ** 127, 2 ** 128, 2 ** 200
x = 1 / 0, 1 // 0, 1 % 0, 1 << -1, "a" + 1, 1 << 200, 0 << 500, True + 1, True & False, True | 2, ~5, ~True, -True, +True, not 5
x = "a" + "b", "ab" * 3, 3 * "ab", "x" * 5000, (1, 2) * 2, (1, 2) + (3,), b"a" + b"b", b"x" * 3, (1,) * 300, "a" * -1, () * 9
x = "abc"[0], "abc"[-1], "abc"[5], "abc"[1:], "abc"[::-1], (1, 2, 3)[1], (1, 2, 3)[:2], b"abc"[1], b"abc"[1:], "a\U0001f600b"[1]
x = 1 < 2, 1 in (1, 2), 1 in [1, 2], 1 in {1, 2}, a in [b, c], a in (b, c), a not in {1, "a", 2.5, None}
x = (1, (2, (3, "x"))), ((), ((), ()))
x = 1 if True else 2, 1 if 0 else 2
x = (a, b) if c else (d, e)
x = a if not b else c
x = 5 .real, 5.0.real, "".join
x = -(-1), - - a, +-+a, not -a
x = 1 + a + 2 + 3, a + (1 + 2), (1 + 2) + a
x = "%s" % (1, ), "%s" % ("a", )
x = (yield_ for yield_ in a)
x = 1.0 - 1, 2 - 1.5, 4.0 ** 2, 4 ** 2.0, 7.5 // 2, -7.5 // 2, -7.5 % 2, 7.5 % -2
x = 10 ** 20 / 3, 10 ** 30 // 7, (10 ** 20) % 7, 123456789012345678901234567890 / 987654321
x = (1 + 2j) * (3 - 4j), (1 + 2j) / (3 - 4j), 2 * 1j, 1j * 2, 1j ** 2, (1+2j) - 3, 3 - (1+2j), 1j / 2
x = a[()], a[(1, 2)], a[1,], a[lambda: 0]
x = a[b:=1]
x = a \
    .b(
        c
    ) \
    .d(
        e,
        f=1,
    )
x = (a
     + b
     * c)
x = (
    1
    +
    2
)
print(
    a,
    b if
    c else
    d,
)
big = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32]
big = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)
big = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32}
big = {a: 0, b: 1, c: 2, d: 3, e: 4, f: 5, g: 6, h: 7, i: 8, j: 9, k: 10, l: 11, m: 12, n: 13, o: 14, p: 15, q: 16, r: 17, s: 18}
big = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, a, b, c, d, e, f]
big = f(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, a, b, c, d, e, f)
big = f(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15, p=16, q=17)
big = o.f(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, a, b, c, d, e, f)
big = f"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}{u}{v}{w}{x}{y}{z}{a}{b}{c}{d}{e}{f}"
for x in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32): pass
for x in [*a, 1]: pass
for x in (*a, 1): pass
x = 7. ** 98, 10 ** -100000, 2.5 ** -300, 3 ** -700, (-2) ** -3, 0 ** -1, 1e10 ** 40, 0.1 ** 500, (-2.0) ** 3, 10 ** -400
