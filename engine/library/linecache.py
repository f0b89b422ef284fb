"""Lines of sources, kept: from files, from loaders, and from the engine, which knows the text of what it runs."""

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# By file name (size, time, lines, full name), or (function that gives the text,).
cache = {}
_interactive_cache = {}


def clearcache():
    """Clear the cache entirely."""
    cache.clear()


def _line(lines, lineno):
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getline(filename, lineno, module_globals=None):
    """A line of a source, "" when there is none."""
    return _line(getlines(filename, module_globals), lineno)


def getlines(filename, module_globals=None):
    """All lines of a source, from the cache or from where it is."""
    if len(entry := cache.get(filename, ())) > 1:
        return entry[2]
    return updatecache(filename, module_globals)


def _make_key(code):
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _getlines_from_code(code):
    entry = _interactive_cache.get(_make_key(code), ())
    return entry[2] if len(entry) > 1 else []


def _getline_from_code(code, lineno):
    return _line(_getlines_from_code(code), lineno)


def _source_unavailable(filename):
    return not filename or filename.startswith("<") and filename.endswith(">") and not filename.startswith("<frozen ")


def checkcache(filename=None):
    """Forget what has changed in its file since."""
    import os

    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name, ())
        if len(entry) < 2 or entry[1] is None:
            continue
        try:
            stat = os.stat(entry[3])
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if (stat.st_size, stat.st_mtime) != entry[:2]:
            cache.pop(name, None)


def _keep(filename, text, mtime=None, size=None, fullname=None):
    lines = [line + "\n" for line in text.splitlines()] or ["\n"]
    cache[filename] = len(text) if size is None else size, mtime, lines, fullname or filename
    return lines


def _paths(filename):
    import os
    import sys

    yield filename
    if not os.path.isabs(filename):
        for folder in sys.path:
            yield os.path.join(folder, filename)


def updatecache(filename, module_globals=None):
    """Read a source anew and return its lines, [] when it is nowhere."""
    if len(cache.get(filename, ())) > 1:
        del cache[filename]
    if _source_unavailable(filename):
        return []
    import _sources

    for path in _paths(filename):
        found = _read_file(path)
        if found is not None:
            return _keep(filename, *found, path)
    if lazycache(filename, module_globals):
        try:
            text = cache[filename][0]()
        except (ImportError, OSError):
            pass
        else:
            return [] if text is None else _keep(filename, text)
    text = _sources.text(filename)
    return [] if text is None else _keep(filename, text)


def _read_file(path):
    import os

    try:
        stat = os.stat(path)
        with open(path, "rb") as file:
            data = file.read()
    except (OSError, ValueError):
        return None
    encoding = "utf-8-sig"
    if b"coding" in data[:400]:
        import io
        import tokenize

        try:
            encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        except SyntaxError:
            return None
    try:
        return data.decode(encoding), stat.st_mtime, stat.st_size
    except UnicodeDecodeError:
        return None


def lazycache(filename, module_globals):
    """Note that a module's loader can tell its source; whether it can."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _source_unavailable(filename) or not module_globals or "__name__" not in module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals["__name__"]
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if name and get_source:
        cache[filename] = (lambda: get_source(name),)
        return True
    return False


def _register_code(code, string, name):
    entry = len(string), None, [line + "\n" for line in string.splitlines()], name
    stack = [code]
    while stack:
        code = stack.pop()
        stack += [const for const in code.co_consts if isinstance(const, type(code))]
        _interactive_cache[_make_key(code)] = entry
