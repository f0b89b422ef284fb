"""Orders are read from text and checked; whatever is wrong with one is an exception of its own kind."""


class OrderError(Exception):
    """Something is wrong with an order."""


class MissingField(OrderError):
    def __init__(self, name):
        super().__init__(f"no {name}")
        self.name = name


class BadValue(OrderError):
    pass


class LimitExceeded(OrderError):
    def __init__(self, limit, wanted):
        self.limit = limit
        self.wanted = wanted

    def __str__(self):
        return f"{self.wanted} is over the limit of {self.limit}"


class Stop(Exception):
    pass


def parse_fields(line):
    fields = {}
    for part in line.split(";"):
        try:
            key, value = part.split("=")
        except ValueError:
            raise BadValue(f"cannot read {part!r}") from None
        fields[key.strip()] = value.strip()
    return fields


def number(fields, name):
    try:
        text = fields[name]
    except KeyError as error:
        raise MissingField(name) from error
    try:
        return int(text)
    except ValueError as error:
        raise BadValue(f"{name} is {text!r}") from error


def check(line, limit=90):
    fields = parse_fields(line)
    amount = number(fields, "amount")
    price = number(fields, "price")
    if amount > limit:
        raise LimitExceeded(limit, amount)
    return amount * price


def make_lines(count):
    for i in range(count):
        amount = i * 37 % 100
        if i % 11 == 0:
            yield f"amount={amount}"
        elif i % 13 == 0:
            yield f"amount=many;price={i}"
        elif i % 17 == 0:
            yield f"amount:{amount};price={i}"
        else:
            yield f"id={i}; amount={amount}; price={i % 50}"


def count_until(limit):
    """Leaves two loops at once by raising."""
    count = 0
    try:
        for i in range(1000):
            for j in range(1000):
                if i * j > limit:
                    raise Stop
                count += 1
    except Stop:
        return count
    finally:
        count = -1


total = 0
problems = {}
cleaned_up = 0
examples = {}
for line in make_lines(4000):
    try:
        value = check(line)
    except LimitExceeded as error:
        problems["limit"] = problems.get("limit", 0) + error.wanted - error.limit
        examples.setdefault("limit", str(error))
    except (MissingField, BadValue) as error:
        name = type(error).__name__
        problems[name] = problems.get(name, 0) + 1
        cause = type(error.__cause__).__name__ if error.__cause__ else "nothing"
        examples.setdefault(name + " from " + cause, str(error))
    else:
        total += value
    finally:
        cleaned_up += 1

print("total", total)
print("problems", dict(sorted(problems.items())))
for name, text in sorted(examples.items()):
    print(f"  {name}: {text}")
print("lines", cleaned_up)
print(count_until(5000), count_until(0))

stack = []
depth = 0
while True:
    try:
        stack.append(depth)
        if depth == 20:
            raise IndexError("deep enough")
        depth += 1
    except IndexError as error:
        print(error, sum(stack))
        break
