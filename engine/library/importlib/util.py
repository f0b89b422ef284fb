"""Finding modules without importing them, and making modules from files."""

import os
import sys
from importlib.machinery import BuiltinImporter, ModuleSpec, SourceFileLoader

MAGIC_NUMBER = b"\0tierup\n"
_LIBRARY = "/lib/python314.zip"


def resolve_name(name, package):
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name[level:]}" if name[level:] else parts[0]


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    location = os.fspath(location)
    if loader is None:
        if not location.endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is None and location.endswith("__init__.py"):
        submodule_search_locations = [os.path.dirname(location)]
    spec.submodule_search_locations = submodule_search_locations
    return spec


def _find_along(name, path):
    tail = name.rpartition(".")[2]
    for folder in path:
        base = os.path.join(folder, tail)
        if base.startswith(_LIBRARY):
            if name.partition(".")[0] in sys.stdlib_module_names:
                return spec_from_file_location(name, base + ".py")
            continue
        for file in (base + "/__init__.py", base + ".py"):
            if os.path.isfile(file):
                return spec_from_file_location(name, os.path.abspath(file))
    return None


def find_spec(name, package=None):
    fullname = resolve_name(name, package)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        spec = getattr(module, "__spec__", None)
        if spec is not None:
            return spec
        file = getattr(module, "__file__", None)
        if file is not None:
            return spec_from_file_location(fullname, file)
        return ModuleSpec(fullname, BuiltinImporter, origin="built-in")
    if fullname in sys.builtin_module_names:
        return ModuleSpec(fullname, BuiltinImporter, origin="built-in")
    parent = fullname.rpartition(".")[0]
    if not parent:
        return _find_along(fullname, sys.path)
    found = __import__(parent, fromlist=["__path__"])
    try:
        return _find_along(fullname, found.__path__)
    except AttributeError as error:
        raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}",
                                  name=fullname) from error


def module_from_spec(spec):
    module = spec.loader.create_module(spec) if hasattr(spec.loader, "create_module") else None
    if module is None:
        module = type(sys)(spec.name)
    module.__spec__, module.__loader__, module.__package__ = spec, spec.loader, spec.parent
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module


def cache_from_source(path, debug_override=None, *, optimization=None):
    raise NotImplementedError("sys.implementation.cache_tag is None")


def source_from_cache(path):
    raise NotImplementedError("sys.implementation.cache_tag is None")


def decode_source(source_bytes):
    return source_bytes.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def source_hash(source_bytes):
    return hash(source_bytes).to_bytes(8, "little", signed=True)


class LazyLoader:
    def __init__(self, loader):
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
