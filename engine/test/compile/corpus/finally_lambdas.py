def f():
    try:
        a()
    finally:
        lambda: b
        [c for c in d]
        def g(): return 1
        class H: x = 1
        (i for i in j)
def k():
    for x in y:
        try:
            if x: break
            if z: continue
            return lambda: x
        finally:
            lambda q=1: (x, q)
            "constant"
            1.5, (1, 2.0), -0.0
