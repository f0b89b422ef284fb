"""typing and the syntax of type parameters: how forms are shown, compared, subscripted and checked."""

import collections.abc
import types
import typing
from dataclasses import dataclass
from typing import *


def attempt(act):
    try:
        print(repr(act()))
    except Exception as error:
        print(type(error).__name__, error)


for text in (
    "Any | None", "Self | None", "Never | int", "Optional[Self]", "Optional['Box']", "Union[int, str, int]", "Union[int]",
    "Union[int, None, 'Box']", "int | str | None", "int | list[str]", "Union[()]", "Union[5]", "int | 'str'", "Optional[int, str]",
    "List[int]", "Dict[str, List[int]]", "Callable[[int, str], bool]", "Callable[..., int]", "collections.abc.Callable[[int], str]",
    "Tuple[()]", "Tuple[int, ...]", "tuple[()]", "Literal[1, 'a', True]", "Annotated[int, 'note']", "ClassVar[int]", "Final[str]",
    "Type[int]", "Any", "NoReturn", "Generator[int, str, bool]", "Deque[int]", "Concatenate[int, ...]", "Required[int]",
    "Unpack[tuple[int]]", "TypeGuard[int]", "list[int]", "list['Box']", "dict[str, int] | None", "type[int]",
):
    print(text, end=" -> ")
    attempt(lambda: eval(text))

print(typing.Union is types.UnionType, (int | str).__args__, (int | str) == (str | int), hash(int | str) == hash(str | int))
print(isinstance(5, int | str), isinstance(None, Optional[str]), issubclass(bool, int | str))
attempt(lambda: isinstance(5, list[int]))
attempt(lambda: isinstance(5, Union[list[int], int]))

T = TypeVar("T")
S = TypeVar("S", bound=int)
C = TypeVar("C", int, str)
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
print(T, S, C, P, Ts, TypeVar("V", covariant=True), TypeVar("W", contravariant=True), TypeVar("I", infer_variance=True))
print(S.__bound__, C.__constraints__, T.__bound__, T.__default__, T.has_default(), T.__module__, P.args, P.kwargs)
print(TypeVar("D", default=int).__default__, list(Ts), P.args == P.args, P.args.__origin__ is P)
for act in (
    lambda: TypeVar("X", int),
    lambda: TypeVar("X", int, str, bound=int),
    lambda: TypeVar("X", covariant=True, contravariant=True),
    lambda: TypeVar("X", covariant=True, infer_variance=True),
    lambda: type("Sub", (TypeVar,), {}),
    lambda: type("Sub", (list,), {}).__class_getitem__(int),
    lambda: list[T][int],
    lambda: dict[T, list[S]][str, int],
    lambda: (T | None)[int],
    lambda: list[int][str],
    lambda: dict[T, S][int],
    lambda: Callable[P, T][[int, str], bool],
    lambda: tuple[int, *Ts][str, bool],
    lambda: list[T].__parameters__,
    lambda: (list[T] | S).__parameters__,
    lambda: next(iter(tuple[int, str])),
    lambda: tuple[*tuple[int, str], bool],
    lambda: list[T].__origin__,
):
    attempt(act)


class Box[X]:
    def get(self) -> X: ...


class Pair[K, V = int](Box[K]):
    pass


class Old(Generic[T, S]):
    pass


class Older(Old[int, S], Protocol if False else Generic[S]):
    pass


print(Box[int], Pair[str], Pair.__parameters__, Pair.__orig_bases__, Pair.__type_params__)
print(Old[int, bool], Old.__parameters__, Older.__parameters__, Older[bool], type(Old[int, bool]()))
attempt(lambda: Old[int])
attempt(lambda: Box[int, str])
print(Box[int].get.__name__, get_origin(Box[int]), get_args(Box[int]), Box[int] == Box[int])


def generic[A: int, *B, **Q](x: A, *rest: *B) -> list[A]:
    return [x]


print(generic.__type_params__, [type(one).__name__ for one in generic.__type_params__], generic(5))
bound, many, spec = generic.__type_params__
print(bound.__bound__, bound.__infer_variance__, many, spec, bound.__constraints__)


def constrained[A: (int, str)](x: A): ...


print(constrained.__type_params__[0].__constraints__)
type Alias[K] = dict[K, list[K]]
type Loop = list[Loop] | int
print(Alias, Alias.__value__, Alias[int], Alias.__type_params__, Alias.__parameters__, Loop, Loop.__value__)
attempt(lambda: Loop[int])
print(Alias | None, TypeAliasType("Made", int).__value__)
type Late = undefined_name
attempt(lambda: Late.__value__)


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm(self):
        return abs(self.x) + abs(self.y)


print(Point(1), Point(1, 2).norm(), Point._fields, Point._field_defaults, Point.__annotations__)


class Movie(TypedDict, total=False):
    name: Required[str]
    year: int


print(Movie(name="x"), sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__), Movie.__total__)


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


print(isinstance(File(), Closeable), isinstance(5, Closeable), issubclass(File, Closeable))
attempt(lambda: Closeable())
UserId = NewType("UserId", int)
print(UserId(5), UserId.__supertype__, UserId | None)


@dataclass
class Node:
    value: int
    next: Self | None = None
    names: ClassVar[list[str]] = []


print(Node(1, Node(2)), get_type_hints(Node))


def hinted(a: "int", b: Optional["Node"] = None, *c: str) -> "list[Node]": ...


print(get_type_hints(hinted))
print(get_type_hints(Movie), get_type_hints(Movie, include_extras=True))


@overload
def shaped(x: int) -> int: ...
@overload
def shaped(x: str) -> str: ...
def shaped(x):
    return x


print(len(get_overloads(shaped)), cast(int, "5"), final(File) is File, override(shaped) is shaped)
attempt(lambda: assert_never(5))
print(ForwardRef("Node"), ForwardRef("Node") == ForwardRef("Node"), get_protocol_members(Closeable), is_protocol(File))
print(SupportsInt, isinstance(5, SupportsInt), isinstance("5", SupportsIndex))
