# A bank: abc, decorators, contextlib, exceptions, typing, functools, a history.
from __future__ import annotations

import functools
import itertools
from abc import ABC, abstractmethod
from contextlib import ExitStack, contextmanager, suppress
from typing import Callable, ClassVar, Generic, Iterator, NamedTuple, Optional, Protocol, TypeVar

T = TypeVar("T")


class InsufficientFunds(Exception):
    def __init__(self, needed: float, available: float) -> None:
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.needed, self.available = needed, available


class Record(NamedTuple):
    number: int
    kind: str
    amount: float


class Notifies(Protocol):
    def notify(self, text: str) -> None: ...


class Printer:
    def notify(self, text: str) -> None:
        print("  *", text)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []

    def push(self, item: T) -> None:
        self._items.append(item)

    def pop(self) -> T:
        return self._items.pop()

    def __len__(self) -> int:
        return len(self._items)


def audited(func: Callable) -> Callable:
    @functools.wraps(func)
    def wrapper(self, *args, **kwargs):
        before = self.balance
        try:
            return func(self, *args, **kwargs)
        finally:
            self.history.push(Record(next(self.counter), func.__name__, round(self.balance - before, 2)))
    return wrapper


class Account(ABC):
    counter: ClassVar[Iterator[int]] = itertools.count(1)

    def __init__(self, owner: str, balance: float = 0, listener: Optional[Notifies] = None):
        self.owner, self.balance, self.listener = owner, balance, listener
        self.history: Stack[Record] = Stack()

    @abstractmethod
    def fee(self, amount: float) -> float:
        """What taking money costs."""

    @audited
    def deposit(self, amount: float) -> None:
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount

    @audited
    def withdraw(self, amount: float) -> None:
        total = amount + self.fee(amount)
        if total > self.balance:
            raise InsufficientFunds(total, self.balance)
        self.balance -= total
        if self.listener:
            self.listener.notify(f"{self.owner} took {amount}")


class Free(Account):
    def fee(self, amount):
        return 0


class Costly(Account):
    def fee(self, amount):
        return max(1, amount * 0.01)


@contextmanager
def transaction(*accounts):
    before = [account.balance for account in accounts]
    try:
        yield
    except Exception as error:
        for account, balance in zip(accounts, before):
            account.balance = balance
        print("rolled back:", error)
    else:
        print("done")
    finally:
        print("checked", [account.balance for account in accounts])


a, b = Free("Ann", 100, Printer()), Costly("Bob", 50)
with transaction(a, b):
    a.withdraw(30)
    b.deposit(30)
with transaction(a, b):
    b.withdraw(20)
    a.withdraw(500)
with suppress(ValueError):
    a.deposit(-1)
try:
    Account("x")
except TypeError as error:
    print(error)
print(list(a.history._items), len(b.history), b.history.pop())
print(Account.withdraw.__name__, Account.fee.__doc__, Stack[int].__origin__ is Stack, Account.__abstractmethods__)
with ExitStack() as stack:
    for n in range(3):
        stack.callback(print, "closing", n)
    print("inside")


@functools.singledispatch
def describe(value):
    return f"something: {value}"


@describe.register
def _(value: int):
    return f"an int: {value}"


@describe.register(list)
@describe.register(tuple)
def _(value):
    return f"{len(value)} things"


print(describe(3), describe([1]), describe((1, 2)), describe("x"))


@functools.lru_cache(maxsize=None)
def ways(n, coins=(1, 5, 10)):
    if n == 0:
        return 1
    if n < 0 or not coins:
        return 0
    return ways(n - coins[-1], coins) + ways(n, coins[:-1])


print(ways(100), ways.cache_info(), functools.reduce(lambda x, y: x * y, range(1, 6)), functools.partial(int, base=2)("101"))
