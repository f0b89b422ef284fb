"""What describes modules and how they are found. Finding and loading are the engine's own; these are for who asks."""

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name, self.loader, self.origin, self.loader_state = name, loader, origin, loader_state
        self.submodule_search_locations = [] if is_package else None
        self.has_location = False
        self.cached = None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __eq__(self, other):
        if not isinstance(other, ModuleSpec):
            return NotImplemented
        return vars(self) == vars(other)


class _Loader:
    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        import importlib

        return importlib.import_module(fullname)


class BuiltinImporter(_Loader):
    @classmethod
    def is_package(cls, fullname):
        return False

    @classmethod
    def get_source(cls, fullname):
        return None


class FrozenImporter(BuiltinImporter):
    pass


class SourceFileLoader(_Loader):
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def get_source(self, name=None):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    def get_code(self, name=None):
        return compile(self.get_source(), self.path, "exec")

    def is_package(self, name=None):
        return self.path.endswith("__init__.py")

    def exec_module(self, module):
        exec(self.get_code(), module.__dict__)


class SourcelessFileLoader(_Loader):
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def exec_module(self, module):
        raise ImportError(f"compiled modules of CPython cannot be loaded: {self.path}", path=self.path)


class ExtensionFileLoader(SourcelessFileLoader):
    pass


class NamespaceLoader(_Loader):
    def __init__(self, name, path, path_finder=None):
        self._path = path


class AppleFrameworkLoader(ExtensionFileLoader):
    pass


class PathFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        from importlib.util import _find_along
        import sys

        return _find_along(fullname, sys.path if path is None else path)

    @classmethod
    def invalidate_caches(cls):
        pass


class FileFinder:
    def __init__(self, path, *loader_details):
        self.path = path or "."

    def find_spec(self, fullname, target=None):
        from importlib.util import _find_along

        return _find_along(fullname, [self.path])

    def invalidate_caches(self):
        pass


class WindowsRegistryFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None
