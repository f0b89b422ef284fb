import functools

# Decorators: remember results, count calls, check arguments, try again.


def memoize(function):
    cache = {}

    @functools.wraps(function)
    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


def count_calls(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def accepts(*types):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            for arg, expected in zip(args, types):
                if not isinstance(arg, expected):
                    raise TypeError(f"{function.__name__} wants {expected.__name__}, got {arg!r}")
            return function(*args)

        return wrapper

    return decorate


def retry(times):
    def decorate(function):
        def wrapper(*args):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, attempt=attempt)
                except ConnectionError as error:
                    last = error
            raise last

        return wrapper

    return decorate


@memoize
def grid_paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return grid_paths(rows - 1, columns) + grid_paths(rows, columns - 1)


@memoize
@count_calls
def partitions(n, largest):
    """In how many ways n can be written as a sum of numbers up to largest."""
    if n == 0:
        return 1
    if n < 0 or largest == 0:
        return 0
    return partitions(n, largest - 1) + partitions(n - largest, largest)


@count_calls
@accepts(str, str)
def common_prefix(a, b):
    result = ""
    for x, y in zip(a, b):
        if x != y:
            break
        result += x
    return result


@functools.lru_cache(maxsize=None)
def longest_common(a, b):
    if not a or not b:
        return ""
    if a[0] == b[0]:
        return a[0] + longest_common(a[1:], b[1:])
    return max(longest_common(a[1:], b), longest_common(a, b[1:]), key=len)


@retry(3)
def fetch(name, attempt):
    if attempt < len(name):
        raise ConnectionError(f"{name}, attempt {attempt}")
    return name.upper()


@functools.singledispatch
def describe(value):
    return "something"


@describe.register
def _(value: int):
    return f"the number {value}"


@describe.register
def _(value: list):
    return f"a list of {len(value)}"


print("grid:", grid_paths(16, 16), "remembered", len(grid_paths.cache))
print("partitions of 70:", partitions(70, 70), partitions.__wrapped__.calls, "calls")
print(partitions.__name__, "-", partitions.__doc__)
print(longest_common("conservation of energy", "conversation by letter"))
print(longest_common.cache_info())

words = ["interview", "internet", "interval", "internal", "interact"] * 60
prefix = functools.reduce(common_prefix, words)
print(prefix, common_prefix.calls)
try:
    common_prefix("a", 5)
except TypeError as error:
    print("TypeError:", error)
print(fetch("ab"), fetch("abc"))
try:
    fetch("abcd")
except ConnectionError as error:
    print("gave up:", error)
print(describe(7), "|", describe([1, 2]), "|", describe("x"))
