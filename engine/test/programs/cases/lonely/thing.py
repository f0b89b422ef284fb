"""A module of a namespace package: the folder has no __init__."""

STATE = []


def note(x):
    STATE.append(x)
    return len(STATE)


def __getattr__(name):
    if name == "computed":
        return "made on demand"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
