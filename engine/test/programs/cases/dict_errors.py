def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, error.args)


attempt(lambda: {}["missing"])
attempt(lambda: {}[1])
attempt(lambda: {}[(1, 2)])
attempt(lambda: {"a": 1}.pop("b"))
attempt(lambda: {}.popitem())
attempt(lambda: {[1]: 2})
attempt(lambda: {}.get([]))
attempt(lambda: dict([1, 2]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(5))
attempt(lambda: {}.update(5))
attempt(lambda: {} < {})
attempt(lambda: {} + {})
attempt(lambda: {}.foo)
attempt(lambda: dict(a=1, **{"a": 2}))


def grow():
    d = {1: 1, 2: 2}
    for k in d:
        d[k + 10] = 0


def shrink():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]


def delete():
    d = {}
    del d["x"]


def change_values():
    d = {1: 1, 2: 2}
    for k in d:
        d[k] = k * 10
    return d


attempt(grow)
attempt(shrink)
attempt(delete)
attempt(change_values)
