"""Growth of operations on dict and set, and of collections made of them."""


@operation(10_000)
def dict_store_ints(n):
    yield
    d = {}
    for i in range(n):
        d[i] = i


@operation(10_000)
def dict_store_strided(n):
    yield
    d = {}
    for i in range(n):
        d[i * 65_536] = i


@operation(10_000)
def dict_store_negative(n):
    yield
    d = {}
    for i in range(n):
        d[-i] = i


@operation(5_000)
def dict_store_floats(n):
    yield
    d = {}
    for i in range(n):
        d[i + 0.5] = i


@operation(5_000)
def dict_store_large_ints(n):
    yield
    d = {}
    for i in range(n):
        d[(i << 70) + 1] = i


@operation(5_000)
def dict_store_tuples(n):
    yield
    d = {}
    for i in range(n):
        d[i, i + 1] = i


@operation(5_000)
def dict_get_tuples(n):
    d = {(i, i + 1): i for i in range(n)}
    yield
    for i in range(n):
        d[i, i + 1]


@operation(10_000)
def dict_get_ints(n):
    d = dict.fromkeys(range(n))
    yield
    for i in range(n):
        d[i]


@operation(5_000)
def dict_get_strs(n):
    keys = [str(i) for i in range(n)]
    d = dict.fromkeys(keys)
    yield
    for k in keys:
        d[k]
        k in d
        d.get(k)


@operation(10_000)
def dict_iterate(n):
    d = dict.fromkeys(range(n), 1)
    yield
    for k in d:
        pass
    for k, v in d.items():
        pass
    for v in d.values():
        pass


@operation(20_000)
def dict_copy_update(n):
    d = dict.fromkeys(range(n))
    yield
    d.copy()
    dict(d)
    d | d
    e = {}
    e.update(d)


@operation(5_000)
def dict_delete_first(n):
    d = dict.fromkeys(range(n))
    yield
    while d:
        del d[next(iter(d))]


@operation(10_000)
def dict_popitem(n):
    d = dict.fromkeys(range(n))
    yield
    while d:
        d.popitem()


@operation(10_000)
def dict_pop_setdefault(n):
    d = {}
    yield
    for i in range(n):
        d.setdefault(i, i)
    for i in range(n):
        d.pop(i)


@operation(5_000)
def dict_queue(n):
    d = dict.fromkeys(range(1000))
    yield
    for i in range(n):
        del d[next(iter(d))]
        d[i + 1000] = i


@operation(5_000)
def dict_repr(n):
    d = dict.fromkeys(range(n), "v")
    yield
    repr(d)


@operation(10_000)
def dict_comprehension(n):
    yield
    {i: i * i for i in range(n)}


@operation(10_000)
def dict_of_zip(n):
    a = list(range(n))
    yield
    dict(zip(a, a))


@operation(10_000)
def dict_compare(n):
    a = dict.fromkeys(range(n), 1)
    b = dict.fromkeys(range(n), 1)
    yield
    a == b


@operation(5_000)
def dict_keys_algebra(n):
    a = dict.fromkeys(range(n))
    b = dict.fromkeys(range(n // 2, n * 3 // 2))
    yield
    a.keys() & b.keys()
    a.keys() - b.keys()


@operation(5_000)
def dict_literal_small(n):
    yield
    for i in range(n):
        {"a": i, "b": 2, "c": 3}


@operation(1_000)
def dict_keys_with_eq(n):
    class Key:
        def __init__(self, v):
            self.v = v

        def __hash__(self):
            return hash(self.v)

        def __eq__(self, other):
            return self.v == other.v

    yield
    d = {}
    for i in range(n):
        d[Key(i)] = i
    for i in range(n):
        d[Key(i)]


@operation(2_000)
def dict_sorted_items(n):
    d = {str(i): i * 7919 % 1003 for i in range(n)}
    yield
    sorted(d.items(), key=lambda kv: kv[1])


@operation(1_000)
def dict_double_star_call(n):
    def f(**kw):
        return kw

    d = {"a": 1, "b": 2, "c": 3}
    yield
    for i in range(n):
        f(**d)


@operation(10_000)
def set_add_in(n):
    yield
    s = set()
    for i in range(n):
        s.add(i)
    for i in range(n):
        i in s


@operation(10_000)
def set_algebra(n):
    a = set(range(n))
    b = set(range(n // 2, n * 3 // 2))
    yield
    a | b
    a & b
    a - b
    a ^ b
    a <= b


@operation(5_000)
def set_of_strs(n):
    words = [str(i % 1000) for i in range(n)]
    yield
    set(words)
    len({w for w in words})


@operation(5_000)
def set_of_tuples(n):
    yield
    seen = set()
    for i in range(n):
        seen.add((i % 100, i // 100))


@operation(5_000)
def set_pop(n):
    s = set(range(n))
    yield
    while s:
        s.pop()


@operation(5_000)
def set_discard_iterate(n):
    s = set(range(n))
    yield
    for i in range(n):
        s.discard(i)
        s.add(i)


@operation(5_000)
def frozenset_hash(n):
    a = [frozenset((i, i + 1)) for i in range(n)]
    yield
    set(a)


@operation(3_000)
def ordered_dict_popitem_first(n):
    from collections import OrderedDict

    d = OrderedDict.fromkeys(range(n))
    yield
    while d:
        d.popitem(last=False)


@operation(3_000)
def ordered_dict_move_to_end(n):
    from collections import OrderedDict

    d = OrderedDict.fromkeys(range(n))
    yield
    for i in range(n):
        d.move_to_end(i)


@operation(5_000)
def defaultdict_list(n):
    from collections import defaultdict

    yield
    d = defaultdict(list)
    for i in range(n):
        d[i % 100].append(i)


@operation(5_000)
def defaultdict_int(n):
    from collections import defaultdict

    yield
    d = defaultdict(int)
    for i in range(n):
        d[i % 100] += 1


@operation(10_000)
def counter_of_text(n):
    from collections import Counter

    s = "hello world" * (n // 11)
    yield
    Counter(s).most_common(3)


@operation(2_000)
def counter_increment(n):
    from collections import Counter

    yield
    c = Counter()
    for i in range(n):
        c[i % 50] += 1


@operation(1_000)
def namedtuple_make(n):
    from collections import namedtuple

    Point = namedtuple("Point", "x y")
    yield
    for i in range(n):
        p = Point(i, i)
        p.x + p.y


@operation(2_000)
def lru_cache_hits(n):
    from functools import lru_cache

    @lru_cache(maxsize=128)
    def f(x):
        return x

    yield
    for i in range(n):
        f(i % 200)


@operation(1_000)
def chainmap_get(n):
    from collections import ChainMap

    c = ChainMap({"a": 1}, {"b": 2})
    yield
    for i in range(n):
        c["b"]
