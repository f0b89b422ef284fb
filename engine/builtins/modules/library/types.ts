/** `types`: names of built-in types that have no name among the builtins. */
export const TYPES = `
def _f():
    pass


FunctionType = LambdaType = type(_f)
CodeType = type(_f.__code__)
MappingProxyType = type(type.__dict__)


def _g():
    yield 1


GeneratorType = type(_g())


class _C:
    def _m(self):
        pass


MethodType = type(_C()._m)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodDescriptorType = type(str.join)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)
import sys as _sys
ModuleType = type(_sys)
SimpleNamespace = type(_sys.implementation)
GenericAlias = type(list[int])
UnionType = type(int | str)


def _cell():
    x = 1

    def inner():
        return x

    return inner.__closure__[0]


CellType = type(_cell())

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)


def new_class(name, bases=(), kwds=None, exec_body=None):
    kwds = dict(kwds or {})
    metaclass = kwds.pop("metaclass", None) or (type(bases[0]) if bases else type)
    namespace = metaclass.__prepare__(name, bases, **kwds) if hasattr(metaclass, "__prepare__") else {}
    if exec_body is not None:
        exec_body(namespace)
    return metaclass(name, bases, namespace, **kwds)


class DynamicClassAttribute(property):
    pass


def coroutine(func):
    return func

`;
