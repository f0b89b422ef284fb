"""Importing by name."""

import sys


def import_module(name, package=None):
    level = 0
    while name[level:level + 1] == ".":
        level += 1
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        parts = package.rsplit(".", level - 1)
        if len(parts) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = parts[0] + ("." + name[level:] if name[level:] else "")
    __import__(name)
    return sys.modules[name]


def reload(module):
    name = getattr(module, "__name__", None)
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    # A fresh module is made, and the old one takes its names over.
    del sys.modules[name]
    try:
        __import__(name)
        module.__dict__.update(sys.modules[name].__dict__)
    finally:
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent in sys.modules:
            setattr(sys.modules[parent], child, module)
    return module


def invalidate_caches():
    pass
