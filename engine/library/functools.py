"""Functions that take or give functions; partial and reduce are native."""

from _functools import Placeholder, partial, reduce
from operator import itemgetter as _itemgetter

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache',
           'cmp_to_key', 'lru_cache', 'reduce', 'partial', 'Placeholder', 'partialmethod', 'singledispatch',
           'singledispatchmethod', 'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper function look like the function it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator that applies update_wrapper() to a wrapper function."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _from(name, compute):
    def method(self, other):
        return compute(self, other)
    method.__name__ = name
    method.__doc__ = getattr(int, name).__doc__
    return method


def _negation(name):
    def compute(self, other):
        answer = getattr(type(self), name)(self, other)
        return answer if answer is NotImplemented else not answer
    return compute


def _with_equality(name, wanted):
    def compute(self, other):
        answer = getattr(type(self), name)(self, other)
        if answer is NotImplemented:
            return answer
        return answer or self == other if wanted else not answer and self != other
    return compute


def _and_not_equal(name):
    def compute(self, other):
        answer = getattr(type(self), name)(self, other)
        return answer if answer is NotImplemented else answer and self != other
    return compute


def _or_not(name):
    def compute(self, other):
        answer = getattr(type(self), name)(self, other)
        return answer if answer is NotImplemented else not answer or self == other
    return compute


_derived = {
    '__lt__': {'__gt__': _with_equality('__lt__', False), '__le__': _with_equality('__lt__', True),
               '__ge__': _negation('__lt__')},
    '__le__': {'__ge__': _or_not('__le__'), '__lt__': _and_not_equal('__le__'), '__gt__': _negation('__le__')},
    '__gt__': {'__lt__': _with_equality('__gt__', False), '__ge__': _with_equality('__gt__', True),
               '__le__': _negation('__gt__')},
    '__ge__': {'__le__': _or_not('__ge__'), '__gt__': _and_not_equal('__ge__'), '__lt__': _negation('__ge__')},
}


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods."""
    roots = [name for name in _derived if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(roots)
    for name, compute in _derived[root].items():
        if name not in roots:
            setattr(cls, name, _from(name, compute))
    return cls


class _Key:
    __slots__ = ('obj', '_compare')

    def __init__(self, obj, compare):
        self.obj = obj
        self._compare = compare

    def __lt__(self, other):
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._compare(self.obj, other.obj) >= 0

    __hash__ = None


def cmp_to_key(mycmp):
    """Convert a comparison function into a key function."""
    return lambda obj: _Key(obj, mycmp)


_missing = object()


def _call_key(args, kwds, typed):
    """The key of a call that is more than one plain argument."""
    key = args
    if kwds:
        key += (_missing,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(value) for value in args)
        if kwds:
            key += tuple(type(value) for value in kwds.values())
    return key


def _cached(function, maxsize, typed):
    results = {}
    get = results.get
    hits = misses = 0

    def wrapper(*args, **kwds):
        nonlocal hits, misses
        if kwds or typed:
            key = _call_key(args, kwds, typed)
        elif len(args) == 1 and (type(args[0]) is int or type(args[0]) is str):
            key = args[0]
        else:
            key = args
        try:
            value = get(key, _missing)
        except TypeError:
            value = results
        if value is not _missing:
            if value is results:
                hash(key)
            hits += 1
            if maxsize is not None:
                # What was used last stands last.
                del results[key]
                results[key] = value
            return value
        misses += 1
        value = function(*args, **kwds)
        if maxsize is not None and len(results) >= maxsize and key not in results:
            del results[next(iter(results))]
        results[key] = value
        return value

    def cache_info():
        """Report cache statistics"""
        return _CacheInfo(hits, misses, maxsize, len(results))

    def cache_clear():
        """Clear the cache and cache statistics"""
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


def _uncached(function):
    misses = 0

    def wrapper(*args, **kwds):
        nonlocal misses
        misses += 1
        return function(*args, **kwds)

    def cache_info():
        return _CacheInfo(0, misses, 0, 0)

    def cache_clear():
        nonlocal misses
        misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper


def lru_cache(maxsize=128, typed=False):
    """Decorator that keeps the results of the most recent calls."""
    def decorate(function):
        wrapper = _uncached(function) if maxsize == 0 else _cached(function, maxsize, typed)
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, function)

    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return decorate(function)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    return decorate


def cache(user_function, /):
    """Decorator that keeps the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


class _CacheInfo(tuple):
    __slots__ = ()
    _fields = ('hits', 'misses', 'maxsize', 'currsize')

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % tuple(self)

    hits = property(_itemgetter(0))
    misses = property(_itemgetter(1))
    maxsize = property(_itemgetter(2))
    currsize = property(_itemgetter(3))


_CacheInfo.__name__ = _CacheInfo.__qualname__ = 'CacheInfo'


class partialmethod:
    """Method descriptor with some arguments given beforehand."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'the first argument {func!r} must be a callable or a descriptor')
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        bound = self.func.__get__(obj, cls) if hasattr(self.func, '__get__') else self.func
        if bound is self.func:
            if obj is None:
                return self
            return partial(self.func, obj, *self.args, **self.keywords)
        return partial(bound, *self.args, **self.keywords)


def _unwrap_partial(func):
    while isinstance(func, partial):
        func = func.func
    return func


def _unwrap_partialmethod(func):
    """What is behind partial objects and partial methods, however they are nested."""
    while True:
        before = func
        func = getattr(func, '__partialmethod__', func)
        if isinstance(func, partialmethod):
            func = func.func
        func = _unwrap_partial(func)
        if func is before:
            return func


class cached_property:
    """Property that is computed once and then kept in the instance's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache "
                            f'{self.attrname!r} property.') from None
        if self.attrname in values:
            return values[self.attrname]
        value = self.func(instance)
        values[self.attrname] = value
        return value


def _find_implementation(cls, registry):
    for base in cls.__mro__:
        if base in registry:
            return registry[base]
    for kind, implementation in registry.items():
        if kind is not object and issubclass(cls, kind):
            return implementation
    return registry[object]


def singledispatch(func):
    """Turns a function into one that chooses by the type of its first argument."""
    registry = {object: func}
    name = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        return _find_implementation(cls, registry)

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type) or hasattr(cls, '__args__'):
                return lambda implementation: register(cls, implementation)
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. Use either '
                                '`@register(some_class)` or plain `@register` on an annotated function.')
            func = cls
            from typing import get_type_hints

            argname, cls = next(iter(get_type_hints(func).items()))
            if not isinstance(cls, type) and not hasattr(cls, '__args__'):
                raise TypeError(f'Invalid annotation for {argname!r}. {cls!r} is not a class.')
        if not isinstance(cls, type) and hasattr(cls, '__args__'):
            if not all(isinstance(arg, type) for arg in cls.__args__):
                raise TypeError(f'Invalid annotation for {argname!r}. {cls!r} not all arguments are classes.')
            for arg in cls.__args__:
                registry[arg] = func
            return func
        registry[cls] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """Single dispatch on the first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        return _singledispatchmethod_get(self, obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    def __repr__(self):
        return f'<single dispatch method descriptor {_name_of(self.func)}>'


def _name_of(func):
    for name in ('__qualname__', '__name__'):
        if hasattr(func, name):
            return getattr(func, name)
    return '?'


class _singledispatchmethod_get:
    """A singledispatchmethod read from an object or its class: dispatches when it is called."""

    def __init__(self, descriptor, obj, cls):
        self._descriptor, self._obj, self._cls = descriptor, obj, cls
        for name in ('__module__', '__doc__'):
            if hasattr(descriptor.func, name):
                setattr(self, name, getattr(descriptor.func, name))

    def __call__(self, /, *args, **kwargs):
        if not args:
            name = getattr(self.__wrapped__, '__name__', 'singledispatchmethod method')
            raise TypeError(f'{name} requires at least 1 positional argument')
        method = self._descriptor.dispatcher.dispatch(args[0].__class__)
        return method.__get__(self._obj, self._cls)(*args, **kwargs)

    def __getattr__(self, name):
        if name not in ('__name__', '__qualname__', '__isabstractmethod__', '__annotations__', '__type_params__'):
            raise AttributeError
        return getattr(self.__wrapped__, name)

    __wrapped__ = property(lambda self: self._descriptor.func)
    register = property(lambda self: self._descriptor.register)

    def __repr__(self):
        name = _name_of(self)
        if self._obj is None:
            return f'<single dispatch method {name}>'
        return f'<bound single dispatch method {name} of {self._obj!r}>'
