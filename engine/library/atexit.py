"""Functions that are called when the program ends, the last registered first."""

_registered = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _registered.append((func, args, kwargs))
    return func


def unregister(func, /):
    _registered[:] = [entry for entry in _registered if entry[0] != func]


def _clear():
    _registered.clear()


def _ncallbacks():
    return len(_registered)


def _run_exitfuncs():
    # What is registered meanwhile is not called any more.
    for func, args, kwargs in _registered[::-1]:
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _report(func, error)
    _registered.clear()


def _report(func, error):
    import sys, traceback

    lines = [f"Exception ignored in atexit callback {func!r}:", "Traceback (most recent call last):"]
    for frame in traceback.extract_tb(error.__traceback__.tb_next):
        lines.append(f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}')
        if frame.line:
            lines.append("    " + frame.line)
    print(*lines, "".join(traceback.format_exception_only(error)), sep="\n", end="", file=sys.stderr)
