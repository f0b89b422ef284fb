"""Growth of exceptions, calls, classes, generators and of compiling."""


@operation(2_000)
def exception_raise_catch(n):
    yield
    for i in range(n):
        try:
            raise ValueError("no")
        except ValueError:
            pass


@operation(2_000)
def exception_raise_catch_as(n):
    yield
    for i in range(n):
        try:
            raise ValueError(i)
        except ValueError as error:
            error.args


@operation(1_000)
def exception_through_calls(n):
    def f(k):
        if k == 0:
            raise KeyError(k)
        f(k - 1)

    yield
    for i in range(n):
        try:
            f(5)
        except KeyError:
            pass


@operation(20)
def exception_deep(n):
    def f(k):
        if k == 0:
            raise KeyError(k)
        f(k - 1)

    yield
    for i in range(20):
        try:
            f(min(n, 900))
        except KeyError:
            pass


@operation(2_000)
def exception_from_builtin(n):
    d = {}
    yield
    for i in range(n):
        try:
            d["missing"]
        except KeyError:
            pass


@operation(2_000)
def exception_int_of_text(n):
    yield
    for i in range(n):
        try:
            int("x")
        except ValueError:
            pass


@operation(2_000)
def exception_attribute_error(n):
    class A:
        pass

    a = A()
    yield
    for i in range(n):
        try:
            a.missing
        except AttributeError:
            pass


@operation(2_000)
def exception_index_error(n):
    a = []
    yield
    for i in range(n):
        try:
            a[1]
        except (IndexError, KeyError):
            pass


@operation(2_000)
def exception_zero_division(n):
    yield
    for i in range(n):
        try:
            1 / 0
        except ZeroDivisionError:
            pass


@operation(500)
def exception_chained(n):
    yield
    for i in range(n):
        try:
            try:
                raise KeyError("a")
            except KeyError as error:
                raise ValueError("b") from error
        except ValueError:
            pass


@operation(1_000)
def exception_own_class(n):
    class Problem(Exception):
        def __init__(self, text, code):
            super().__init__(text)
            self.code = code

    yield
    for i in range(n):
        try:
            raise Problem("no", i)
        except Problem:
            pass


@operation(1_000)
def exception_finally_reraise(n):
    yield
    for i in range(n):
        try:
            try:
                raise ValueError
            finally:
                pass
        except ValueError:
            pass


@operation(2_000)
def exception_stop_iteration(n):
    yield
    for i in range(n):
        it = iter(())
        try:
            next(it)
        except StopIteration:
            pass


@operation(10_000)
def try_without_exception(n):
    yield
    for i in range(n):
        try:
            i
        except ValueError:
            pass


@operation(1_000)
def with_statement(n):
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *args):
            return False

    m = Manager()
    yield
    for i in range(n):
        with m:
            pass


@operation(1_000)
def with_contextmanager(n):
    from contextlib import contextmanager

    @contextmanager
    def manager():
        yield 1

    yield
    for i in range(n):
        with manager():
            pass


@operation(1_000)
def traceback_format(n):
    import traceback

    yield
    for i in range(n // 50):
        try:
            raise ValueError(i)
        except ValueError:
            traceback.format_exc()


@operation(10_000)
def call_function(n):
    def f(a, b):
        return a

    yield
    for i in range(n):
        f(i, i)


@operation(5_000)
def call_keywords(n):
    def f(a, b=2, *, c=3):
        return a

    yield
    for i in range(n):
        f(i)
        f(i, c=4)
        f(a=i, b=3)


@operation(3_000)
def call_star(n):
    def f(*args, **kw):
        return args

    a = (1, 2, 3)
    yield
    for i in range(n):
        f(*a)
        f(*a, x=1)


@operation(5_000)
def call_lambda_closure(n):
    k = 3
    f = lambda x: x + k
    yield
    for i in range(n):
        f(i)


@operation(10)
def call_recursive(n):
    def f(k):
        return k if k < 2 else f(k - 1) + f(k - 2)

    yield
    f(8 + n.bit_length() * 2)


@operation(1_000)
def call_many_arguments(n):
    a = list(range(n))
    yield
    for _ in range(10):
        max(*a)


@operation(2_000)
def instance_make(n):
    class Point:
        def __init__(self, x, y):
            self.x = x
            self.y = y

    yield
    for i in range(n):
        Point(i, i)


@operation(5_000)
def instance_attributes(n):
    class Point:
        pass

    p = Point()
    p.x = 0
    yield
    for i in range(n):
        p.x = p.x + 1


@operation(400)
def instance_many_attributes(n):
    class Bag:
        pass

    yield
    b = Bag()
    for i in range(n):
        setattr(b, f"name{i}", i)
    for i in range(n):
        getattr(b, f"name{i}")


@operation(3_000)
def instance_method_call(n):
    class Counter:
        def __init__(self):
            self.n = 0

        def add(self, k):
            self.n += k

    c = Counter()
    yield
    for i in range(n):
        c.add(1)


@operation(2_000)
def instance_property_super(n):
    class Base:
        def get(self):
            return 1

    class Derived(Base):
        @property
        def value(self):
            return 2

        def get(self):
            return super().get() + 1

    d = Derived()
    yield
    for i in range(n):
        d.value
        d.get()


@operation(1_000)
def instance_operators(n):
    class Vector:
        def __init__(self, x):
            self.x = x

        def __add__(self, other):
            return Vector(self.x + other.x)

        def __eq__(self, other):
            return self.x == other.x

        def __len__(self):
            return 3

        def __getitem__(self, i):
            return self.x

    a, b = Vector(1), Vector(2)
    yield
    for i in range(n):
        a + b
        a == b
        len(a)
        a[0]


@operation(1_000)
def instance_getattr_hook(n):
    class Proxy:
        def __getattr__(self, name):
            return 1

    p = Proxy()
    yield
    for i in range(n):
        p.anything


@operation(1_000)
def instance_iterator_protocol(n):
    class Numbers:
        def __init__(self, n):
            self.i, self.n = 0, n

        def __iter__(self):
            return self

        def __next__(self):
            if self.i >= self.n:
                raise StopIteration
            self.i += 1
            return self.i

    yield
    for x in Numbers(n):
        pass


@operation(1_000)
def instance_dataclass(n):
    from dataclasses import dataclass

    @dataclass
    class Point:
        x: int
        y: int = 0

    yield
    for i in range(n):
        Point(i) == Point(i)


@operation(100)
def instance_repr_dataclass(n):
    from dataclasses import dataclass

    @dataclass
    class Point:
        x: int
        y: int = 0

    p = Point(1)
    yield
    for i in range(n):
        repr(p)


@operation(3_000)
def isinstance_checks(n):
    yield
    for i in range(n):
        isinstance(i, int)
        isinstance(i, (str, float))


@operation(1_000)
def isinstance_abc(n):
    from collections.abc import Mapping, Sequence

    d, a = {}, []
    yield
    for i in range(n):
        isinstance(d, Mapping)
        isinstance(a, Mapping)
        isinstance(a, Sequence)


@operation(50)
def class_make(n):
    yield
    for i in range(n):

        class A:
            x = 1

            def f(self):
                return self


@operation(20)
def class_attribute_under_subclasses(n):
    class Base:
        count = 0

    keep = [type(f"Sub{i}", (Base,), {}) for i in range(n)]
    yield
    for i in range(200):
        Base.count = i


@operation(1_000)
def class_attribute_counter(n):
    class A:
        count = 0

        def __init__(self):
            A.count += 1

    yield
    for i in range(n):
        A()


@operation(200)
def enum_members(n):
    import enum

    class Color(enum.Enum):
        RED = 1
        GREEN = 2

    yield
    for i in range(n):
        Color.RED is Color(1)
        Color["GREEN"].name
        Color.RED.value


@operation(10_000)
def generator_iterate(n):
    def g():
        for i in range(n):
            yield i

    yield
    for x in g():
        pass


@operation(5_000)
def generator_expression_sum(n):
    yield
    sum(i * i for i in range(n))


@operation(3_000)
def generator_send(n):
    def g():
        x = 0
        while True:
            x = yield x

    it = g()
    next(it)
    yield
    for i in range(n):
        it.send(i)


@operation(25)
def generator_delegate_deep(n):
    def g(k):
        if k:
            yield from g(k - 1)
        else:
            yield from range(50)

    yield
    for x in g(n):
        pass


@operation(1_000)
def generator_make(n):
    def g():
        yield 1

    yield
    for i in range(n):
        list(g())


@operation(6)
def generator_tree_walk(n):
    def walk(t):
        if t:
            yield from walk(t[0])
            yield t[1]
            yield from walk(t[2])

    tree = None
    depth = n.bit_length() + 4
    for i in range(depth):
        tree = (tree, i, tree)
    yield
    for x in walk(tree):
        pass


@operation(3_000)
def itertools_chain(n):
    import itertools

    a = list(range(n))
    yield
    for x in itertools.chain(a, a):
        pass
    for x, y in itertools.pairwise(a):
        pass
    list(itertools.islice(itertools.count(), n))
    list(itertools.accumulate(a))


@operation(6)
def itertools_product(n):
    import itertools

    yield
    for t in itertools.product(range(n), range(n), range(20)):
        pass


@operation(7)
def itertools_permutations(n):
    import itertools

    yield
    for t in itertools.combinations(range(n), 3):
        pass
    for t in itertools.permutations(range(min(n, 60)), 2):
        pass


@operation(3_000)
def itertools_groupby(n):
    import itertools

    a = [i // 10 for i in range(n)]
    yield
    for k, g in itertools.groupby(a):
        list(g)


@operation(2_000)
def functools_reduce_partial(n):
    import functools, operator

    a = list(range(n))
    f = functools.partial(max, 5)
    yield
    functools.reduce(operator.add, a)
    functools.reduce(lambda x, y: x + y, a)
    for i in a:
        f(i)


@operation(2_000)
def operator_itemgetter(n):
    import operator

    a = [(i, -i) for i in range(n)]
    yield
    sorted(a, key=operator.itemgetter(1))


@operation(50)
def eval_short(n):
    yield
    for i in range(n):
        eval("1 + 2 * 3")


@operation(50)
def exec_short(n):
    yield
    for i in range(n):
        exec("x = 1\ny = x + 2", {})


@operation(100)
def exec_compiled(n):
    code = compile("x = 1", "<x>", "exec")
    yield
    for i in range(n):
        exec(code, {})


@operation(20)
def compile_lines(n):
    text = "def f(a, b):\n    if a > b:\n        return a + b * 2\n    return [a, b]\n" * n
    yield
    compile(text, "<x>", "exec")


@operation(100)
def compile_long_function(n):
    text = "def f(a):\n" + "    a = a + 1\n" * n
    yield
    compile(text, "<x>", "exec")


@operation(100)
def compile_long_sum(n):
    text = "x = " + " + ".join(["a"] * n)
    yield
    compile(text, "<x>", "exec")


@operation(100)
def compile_list_literal(n):
    text = "x = [" + ", ".join(["'a', 1.5, -2"] * n) + "]"
    yield
    compile(text, "<x>", "exec")


@operation(100)
def run_long_function(n):
    names = {}
    exec("def f(a):\n" + "    a = a + 1\n" * n + "    return a", names)
    f = names["f"]
    yield
    for i in range(10):
        f(1)


@operation(1_000)
def match_statement(n):
    yield
    for i in range(n):
        match (i, "x"):
            case (0, _):
                pass
            case (int(), "y"):
                pass
            case _:
                pass


@operation(5_000)
def globals_and_builtins(n):
    yield
    for i in range(n):
        len("abc")
        print


@operation(1_000)
def re_findall(n):
    import re

    s = "name=value; other=42; " * (n // 10)
    yield
    re.findall(r"(\w+)=(\w+)", s)


@operation(1_000)
def re_match_each(n):
    import re

    p = re.compile(r"(\d+)-(\d+)")
    yield
    for i in range(n):
        p.match("123-456").group(1)


@operation(1_000)
def re_sub(n):
    import re

    s = "some words and 42 numbers 7 " * (n // 10)
    yield
    re.sub(r"\d+", lambda m: str(int(m[0]) + 1), s)
    re.sub(r"\s+", " ", s)


@operation(500)
def json_round_trip(n):
    import json

    data = [{"id": i, "name": "x" * 5, "tags": ["a", "b"], "v": i / 3} for i in range(n // 10)]
    yield
    json.loads(json.dumps(data))


@operation(500)
def copy_deepcopy(n):
    import copy

    data = [[i, {"a": i}] for i in range(n // 10)]
    yield
    copy.deepcopy(data)


@operation(300)
def datetime_arithmetic(n):
    from datetime import date, timedelta

    d = date(2024, 1, 1)
    yield
    for i in range(n):
        (d + timedelta(days=i)).isoformat()


@operation(200)
def string_template(n):
    from string import Template

    t = Template("$a and $b")
    yield
    for i in range(n):
        t.substitute(a=1, b=2)


@operation(500)
def csv_read_write(n):
    import csv, io

    yield
    out = io.StringIO()
    w = csv.writer(out)
    for i in range(n):
        w.writerow([i, "text", 2.5])
    list(csv.reader(io.StringIO(out.getvalue())))


@operation(1_000)
def print_lines(n):
    import io
    import sys

    out = io.StringIO()
    yield
    for i in range(n):
        print(i, "text", file=out)


@operation(1_000)
def textwrap_fill(n):
    import textwrap

    s = "some words that are to be wrapped " * (n // 50)
    yield
    textwrap.fill(s)


@operation(50_000)
def gc_small_objects(n):
    yield
    a = [[] for _ in range(n)]


@operation(50)
def deep_nested_list_repr(n):
    a = []
    for i in range(min(n, 300)):
        a = [a]
    yield
    for i in range(20):
        repr(a)
