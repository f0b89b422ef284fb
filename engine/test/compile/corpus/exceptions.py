def a():
    try:
        b()
    except:
        c()

def b():
    try:
        a()
    except E:
        b()
    except (F, G):
        c()
    except H as h:
        d(h)
    except I as i:
        return i
    else:
        e()
    finally:
        f()
    return 1

def c():
    try:
        return a
    finally:
        b()

def d():
    try:
        return a()
    except E as e:
        raise F from e
    except G:
        raise
    finally:
        return 5

def e():
    for x in y:
        try:
            if a: break
            if b: continue
            if c: return 1
            if d: return x
        finally:
            z()
    while True:
        try:
            continue
        except E as e:
            break
        except F:
            continue
        finally:
            break

def f():
    try:
        try:
            a()
        finally:
            b()
    except E:
        try:
            c()
        except F as e:
            d()
    finally:
        try:
            g()
        except:
            pass

def g():
    with a:
        pass
    with a as b:
        c()
    with a as b, c as (d, e), f:
        return g
    with (a as b, c):
        raise E
    for x in y:
        with x:
            if a: break
            if b: continue
            if c: return
            if d: return x
    with a as b.c, d as e[f]:
        with g: return 1

def h():
    try:
        a()
    except* E:
        b()
    except* (F, G) as e:
        c(e)
    else:
        d()
    finally:
        f()
    for x in y:
        try:
            g()
        except* H as h:
            for z in h:
                break
            continue_ = 1

def i():
    try:
        pass
    except E:
        pass
    try:
        pass
    finally:
        pass
    try: a()
    finally: lambda: b

def j():
    while a:
        try:
            b()
        except E:
            pass
        else:
            continue
        finally:
            c()
    try:
        x = 1
    except E:
        x = 2
    return x

def k():
    try:
        yield 1
    except E as e:
        yield e
    finally:
        yield 2
    with a as b:
        yield b
        return (yield)

raise
raise E
raise E from None
try:
    import x
except ImportError:
    x = None
try: a
except b.c as d: pass
def l():
    try:
        a()
    except E as e:
        for x in y:
            if x: return e
            if z: continue
            break
        raise
    finally:
        with b:
            return c
def m():
    for i in range(3):
        try:
            try:
                return i
            finally:
                if x: continue
        except E as e:
            with y as z:
                break
def n():
    assert a, b
    try:
        assert c
    except AssertionError as e:
        assert d, f"{e}"
