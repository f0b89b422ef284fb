"""The types that have no name among the builtins, by which `types` calls them."""

import sys as _sys


def _function():
    cell = 1

    def inner():
        return cell

    return inner


def _generator():
    yield


class _Class:
    def method(self):
        pass

    __slots__ = ("member",)


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
CellType = type(_function().__closure__[0])
MappingProxyType = type(type.__dict__)
SimpleNamespace = type(_sys.implementation)
GeneratorType = type(_generator())
MethodType = type(_Class().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__dict__["__code__"])
MemberDescriptorType = type(_Class.__dict__["member"])
ModuleType = type(_sys)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(Ellipsis)
GenericAlias = type(list[int])
UnionType = type(int | str)
FrameType = type(_sys._getframe())

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)


class CapsuleType:
    """There are none: no module here is written in C."""


async def _coroutine():
    pass


async def _async_generator():
    yield


_made = _coroutine()
CoroutineType = type(_made)
_made.close()
AsyncGeneratorType = type(_async_generator())
