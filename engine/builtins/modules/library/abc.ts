/** `abc`: classes with methods that subclasses must write, and virtual subclasses by registration. */
export const ABC = `
def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


class ABCMeta(type):
    def __new__(metaclass, name, bases, namespace, /, **keywords):
        cls = super().__new__(metaclass, name, bases, namespace, **keywords)
        abstract = {key for key, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                if getattr(getattr(cls, key, None), "__isabstractmethod__", False):
                    abstract.add(key)
        cls.__abstractmethods__ = frozenset(abstract)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        cls._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance)) or cls.__subclasscheck__(instance.__class__)

    def __subclasscheck__(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in getattr(subclass, "__mro__", ()):
            return True
        for other in cls.__dict__.get("_abc_registry", ()):
            if issubclass(subclass, other):
                return True
        for other in type.__subclasses__(cls):
            if issubclass(subclass, other):
                return True
        return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()


class abstractproperty(property):
    __isabstractmethod__ = True


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    return cls
`;
