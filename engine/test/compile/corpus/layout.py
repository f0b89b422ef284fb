# Blank lines, strange spacing, semicolons, continuation lines, comments.


x = 1; y = 2; z = x + \
    y

def f(a,
      b=1,

      *,
      c: int
      = 2,
      ) -> (
          None
      ):
    # comment

    return (

        a

        +

        b
    )

if x: y = 1; z = 2
elif y: pass
else: z = 3; pass


for i in range(
    3
): print(i); continue

class C(
    object,
): x = 1; y = 2

def é(ñ): ü = "日本語"; return ñ + ü, f"日{ñ}本{ü!r}"
日本 = é("é"); print(日本, é)
@decorator(
    1
)

@other

def g(): return \
    1
def h(): return 1 if \
    x else \
    2
while (x
       and y):
    if (a
        or b
        or c): break
    try: f(
        1)
    except (A,
            B) as e: g(
        e)
    with open(
        x
    ) as y: z
    assert (
        x
    ), (
        y
    )
    raise A(
        b
    ) from c
def tail():
    x = f(a,
          b)[c
             ].d
    return x.y(
        1
    ).z(
        2)
def empty_blocks(path):
    assert not a(path)
    return b(path, c=d)
def tight_loop():
    try:
        i = 3
        while i == 3: i = 4
    except:
        return i
    for i in range(3): i = i
    while i: i = f(i)
    return i
def returns_in_finally(x):
    try:
        for i in x: continue
    finally:
        if i: print(i)
    with x as y:
        while y: y = z
        del y
    return x, i
def tighter_loop():
    items = range(1, 4)
    try:
        i = 0
        while 1: i = items[i]
    except IndexError:
        pass
