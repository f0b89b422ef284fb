"""The interfaces of finders and loaders."""

import abc
from importlib import machinery


class MetaPathFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class PathEntryFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class Loader(metaclass=abc.ABCMeta):
    def create_module(self, spec):
        return None


class ResourceLoader(Loader):
    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    def is_package(self, fullname):
        raise ImportError


class ExecutionLoader(InspectLoader):
    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError


class FileLoader(ResourceLoader, ExecutionLoader):
    pass


class SourceLoader(ResourceLoader, ExecutionLoader):
    pass


MetaPathFinder.register(machinery.PathFinder)
PathEntryFinder.register(machinery.FileFinder)
Loader.register(machinery.SourceFileLoader)
InspectLoader.register(machinery.BuiltinImporter)
