"""A bank whose transfers happen wholly or not at all: context managers, with and without contextlib."""

from contextlib import contextmanager, suppress


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("a deposit must be positive")
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} has {self.balance}, not {amount}")
        self.balance -= amount


class Transaction:
    """Puts every account back as it was when something goes wrong inside."""

    def __init__(self, *accounts, journal):
        self.accounts = accounts
        self.journal = journal

    def __enter__(self):
        self.before = [account.balance for account in self.accounts]
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.journal.append("ok")
            return False
        for account, balance in zip(self.accounts, self.before):
            account.balance = balance
        self.journal.append(kind.__name__)
        return kind is InsufficientFunds


@contextmanager
def indented(level, out):
    out.append("  " * level + "{")
    try:
        yield level + 1
    finally:
        out.append("  " * level + "}")


@contextmanager
def holding(locks, name):
    if name in locks:
        raise RuntimeError(f"{name} is locked")
    locks.add(name)
    try:
        yield
    finally:
        locks.discard(name)


def transfer(source, target, amount, fee, journal):
    with Transaction(source, target, BANK, journal=journal):
        target.deposit(amount)
        BANK.deposit(fee)
        source.withdraw(amount + fee)


BANK = Account("bank")
accounts = [Account(name, 3000) for name in ("Ada", "Bob", "Cleo", "Dan", "Eve")]
journal = []
locks = set()
blocked = 0
state = 99
for turn in range(6000):
    state = state * 48271 % 2147483647
    source = accounts[state % 5]
    target = accounts[state // 5 % 5]
    amount = state // 25 % 120
    try:
        with holding(locks, source.owner):
            if source is not target:
                with holding(locks, target.owner):
                    transfer(source, target, amount, 1, journal)
            else:
                with holding(locks, target.owner):
                    pass
    except RuntimeError:
        blocked += 1
    except ValueError:
        pass

for account in [*accounts, BANK]:
    print(f"{account.owner:5}{account.balance:6}")
print("money is neither made nor lost:", sum(a.balance for a in accounts) + BANK.balance == 15000)
print({kind: journal.count(kind) for kind in sorted(set(journal))}, "blocked", blocked, "locks", locks)

out = []
with indented(0, out) as level:
    with indented(level, out) as level:
        out.append("  " * level + "body")
    with suppress(KeyError), indented(level, out):
        raise KeyError("ignored")
print("\n".join(out))
