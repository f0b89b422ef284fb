try:
    raise ExceptionGroup("several", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k")])])
except* ValueError as group:
    print("values", group.exceptions)
except* (TypeError, KeyError) as group:
    print("others", [type(e).__name__ for e in group.exceptions])
group = ExceptionGroup("g", [ValueError("a"), OSError("b")])
print(group, group.message, len(group.exceptions), repr(group))
match, rest = group.split(ValueError)
print(match.exceptions, rest.exceptions, group.subgroup(KeyError))
try:
    try:
        raise ValueError("naked")
    except* ValueError as g:
        print(type(g).__name__, g.exceptions)
        raise KeyError("new")
except BaseException as e:
    print(type(e).__name__)
