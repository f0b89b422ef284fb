"""What ABCMeta does: which classes are abstract, and which are subclasses by registration.

Answers are kept: those that say yes for good, those that say no until the next registration.
"""

_counter = 0


class _Data:
    __slots__ = ("registry", "yes", "no", "version")

    def __init__(self):
        self.registry, self.yes, self.no, self.version = [], set(), set(), _counter


def get_cache_token():
    return _counter


def _abc_init(cls):
    abstract = {name for name, value in vars(cls).items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                abstract.add(name)
    cls.__abstractmethods__ = frozenset(abstract)
    cls._abc_impl = _Data()


def _abc_register(cls, subclass):
    global _counter
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, cls):
        return subclass
    if issubclass(cls, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    cls._abc_impl.registry.append(subclass)
    _counter += 1
    return subclass


def _abc_instancecheck(cls, instance):
    subclass = instance.__class__
    if subclass in cls._abc_impl.yes:
        return True
    actual = type(instance)
    if actual is subclass:
        return cls.__subclasscheck__(subclass)
    return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(actual)


def _abc_subclasscheck(cls, subclass):
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    data = cls._abc_impl
    if subclass in data.yes:
        return True
    if data.version != _counter:
        data.no, data.version = set(), _counter
    elif subclass in data.no:
        return False
    answer = cls.__subclasshook__(subclass)
    if answer is NotImplemented:
        answer = (
            cls in subclass.__mro__
            or any(issubclass(subclass, other) for other in data.registry)
            or any(issubclass(subclass, other) for other in type.__subclasses__(cls))
        )
    (data.yes if answer else data.no).add(subclass)
    return answer


def _get_dump(cls):
    data = cls._abc_impl
    return set(data.registry), data.yes, data.no, data.version


def _reset_registry(cls):
    cls._abc_impl.registry.clear()


def _reset_caches(cls):
    cls._abc_impl.yes.clear()
    cls._abc_impl.no.clear()
