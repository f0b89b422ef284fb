"""Weak references, and containers that hold their keys or values weakly."""

from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref
from collections.abc import MutableMapping, MutableSet


class WeakMethod:
    def __init__(self, meth, callback=None):
        self._object, self._function = ref(meth.__self__), ref(meth.__func__)

    def __call__(self):
        obj, function = self._object(), self._function()
        return None if obj is None or function is None else function.__get__(obj)


class _Proxy:
    __slots__ = ("_ref",)

    def __init__(self, obj, callback=None):
        object.__setattr__(self, "_ref", ref(obj, callback))

    def _target(self):
        obj = object.__getattribute__(self, "_ref")()
        if obj is None:
            raise ReferenceError("weakly-referenced object no longer exists")
        return obj

    def __getattribute__(self, name):
        return getattr(_Proxy._target(self), name)

    def __setattr__(self, name, value):
        setattr(_Proxy._target(self), name, value)

    def __delattr__(self, name):
        delattr(_Proxy._target(self), name)

    def __call__(self, *args, **kwargs):
        return _Proxy._target(self)(*args, **kwargs)

    def __str__(self):
        return str(_Proxy._target(self))

    def __bool__(self):
        return bool(_Proxy._target(self))

    def __len__(self):
        return len(_Proxy._target(self))

    def __iter__(self):
        return iter(_Proxy._target(self))

    def __contains__(self, item):
        return item in _Proxy._target(self)

    def __getitem__(self, key):
        return _Proxy._target(self)[key]

    def __setitem__(self, key, value):
        _Proxy._target(self)[key] = value

    def __eq__(self, other):
        return _Proxy._target(self) == other

    __hash__ = None


def proxy(obj, callback=None):
    return _Proxy(obj, callback)


ProxyType = CallableProxyType = _Proxy
ProxyTypes = (_Proxy,)


class WeakValueDictionary(MutableMapping):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = ref(value)

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        for key, value in list(self.data.items()):
            if value() is None:
                self.data.pop(key, None)
            else:
                yield key

    def __len__(self):
        return sum(1 for value in self.data.values() if value() is not None)

    def __contains__(self, key):
        value = self.data.get(key)
        return value is not None and value() is not None

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        return self.__class__(self)

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(MutableMapping):
    def __init__(self, dict=None):
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _purge(self):
        for key in [key for key in self.data if key() is None]:
            del self.data[key]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __iter__(self):
        self._purge()
        for key in list(self.data):
            obj = key()
            if obj is not None:
                yield obj

    def __len__(self):
        self._purge()
        return len(self.data)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def copy(self):
        return self.__class__(self)

    def keyrefs(self):
        return list(self.data)


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = set()
        for item in data or ():
            self.add(item)

    def _purge(self):
        self.data = {item for item in self.data if item() is not None}

    def __iter__(self):
        for item in list(self.data):
            obj = item()
            if obj is not None:
                yield obj

    def __len__(self):
        self._purge()
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))


class finalize:
    _registry = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._work = (func, args, kwargs)
        self._ref = ref(obj, self)
        finalize._registry[id(self)] = self

    def __call__(self, _=None):
        work, self._work = self._work, None
        finalize._registry.pop(id(self), None)
        if work is not None:
            func, args, kwargs = work
            return func(*args, **kwargs)

    def detach(self):
        work, self._work = self._work, None
        finalize._registry.pop(id(self), None)
        obj = self._ref()
        return None if work is None or obj is None else (obj, *work)

    def peek(self):
        obj = self._ref()
        return None if self._work is None or obj is None else (obj, *self._work)

    @property
    def alive(self):
        return self._work is not None
