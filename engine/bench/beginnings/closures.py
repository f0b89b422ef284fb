# Functions that make functions: counters, composition, currying, a small event bus and lazy streams.


def counter(start=0, step=1):
    value = start

    def next_value():
        nonlocal value
        result = value
        value += step
        return result

    return next_value


def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x

    return composed


def curry(function, arity):
    def collect(args):
        def take(arg):
            more = args + (arg,)
            return function(*more) if len(more) == arity else collect(more)

        return take

    return collect(())


def event_bus():
    handlers = {}

    def on(name, handler):
        handlers.setdefault(name, []).append(handler)
        return lambda: handlers[name].remove(handler)

    def emit(name, *args):
        return [handler(*args) for handler in handlers.get(name, [])]

    return on, emit


def make_account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return None
        balance -= amount
        return balance

    return {"deposit": deposit, "withdraw": withdraw, "balance": lambda: balance}


# A stream is a pair of a value and a function that gives the rest.
def integers_from(n):
    return n, lambda: integers_from(n + 1)


def stream_filter(predicate, stream):
    head, rest = stream
    while not predicate(head):
        head, rest = rest()
    return head, lambda: stream_filter(predicate, rest())


def stream_map(function, stream):
    head, rest = stream
    return function(head), lambda: stream_map(function, rest())


def take(n, stream):
    result = []
    while n > 0:
        head, rest = stream
        result.append(head)
        stream = rest()
        n -= 1
    return result


ids = counter(100, 5)
others = counter()
print([ids() for _ in range(5)], others(), others(), ids())

shout = compose(lambda s: s + "!", str.upper, str.strip)
print(shout("  hello "), shout("x"))

volume = curry(lambda a, b, c: a * b * c, 3)
base = volume(2)(3)
print([base(h) for h in range(5)])

on, emit = event_bus()
log = []
off = on("tick", lambda n: log.append(n * 2))
on("tick", lambda n: n + 1)
results = 0
for n in range(8000):
    if n == 4000:
        off()
    results += sum(value for value in emit("tick", n) if value is not None)
print(len(log), log[-1], results)

account = make_account(50)
for amount in (20, 70, 100, 1):
    account["deposit"](amount)
    account["withdraw"](amount * 2)
print(account["balance"](), account["withdraw"](1000))

adders = [lambda x, n=n: x + n for n in range(5)]
late = [lambda x: x + n for n in range(5)]
print([f(10) for f in adders], [f(10) for f in late])

squares_of_odd = stream_map(lambda n: n * n, stream_filter(lambda n: n % 2, integers_from(1)))
print(take(8, squares_of_odd), sum(take(5000, squares_of_odd)))

tick = counter()
total = 0
for _ in range(30_000):
    total += tick()
print(total)
