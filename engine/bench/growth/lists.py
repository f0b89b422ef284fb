"""Growth of operations on list, tuple and range, and of sorting."""


@operation(20_000)
def list_append(n):
    yield
    a = []
    for i in range(n):
        a.append(i)


@operation(10_000)
def list_pop_last(n):
    a = list(range(n))
    yield
    while a:
        a.pop()


@operation(4_000)
def list_pop_first(n):
    a = list(range(n))
    yield
    while a:
        a.pop(0)


@operation(1_000)
def list_insert_first(n):
    yield
    a = []
    for i in range(n):
        a.insert(0, i)


@operation(4_000)
def list_delete_first(n):
    a = list(range(n))
    yield
    while a:
        del a[0]


@operation(500)
def list_remove(n):
    a = list(range(n))
    yield
    for i in range(n - 1, -1, -1):
        a.remove(i)


@operation(300)
def list_index_and_in(n):
    a = list(range(n))
    yield
    for i in range(n):
        a.index(i)
        i in a


@operation(300)
def list_in_strs(n):
    a = [str(i) for i in range(n)]
    yield
    for i in range(0, n):
        "x1" in a


@operation(100_000)
def list_count(n):
    a = [1, 2, 3, 4, 5] * (n // 5)
    yield
    a.count(3)


@operation(100_000)
def list_copy_reverse(n):
    a = list(range(n))
    yield
    a[::-1]
    a.reverse()
    a.copy()
    a + a
    a * 2


@operation(1_000)
def list_slices_short(n):
    a = list(range(100))
    yield
    for i in range(n):
        a[2:20]
        a[:5]


@operation(2_000)
def list_slice_assign(n):
    a = list(range(100))
    yield
    for i in range(n):
        a[10:20] = a[20:30]


@operation(500)
def list_slice_insert_middle(n):
    a = list(range(n * 4))
    yield
    for i in range(n):
        a[n : n + 1] = [1, 2]


@operation(20_000)
def list_extended_slice_assign(n):
    a = list(range(n))
    yield
    a[::2] = a[1::2]
    del a[::3]


@operation(20_000)
def list_comprehension(n):
    yield
    [i * 2 for i in range(n) if i & 1]


@operation(10_000)
def list_repr_ints(n):
    a = list(range(n))
    yield
    repr(a)


@operation(5_000)
def list_repr_strs(n):
    a = ["text"] * n
    yield
    repr(a)


@operation(3_000)
def list_repr_floats(n):
    a = [i / 7 for i in range(n)]
    yield
    repr(a)


@operation(50_000)
def list_compare(n):
    a = list(range(n))
    b = list(range(n))
    yield
    a == b
    a < b


@operation(2_000)
def list_of_lists_compare(n):
    a = [[i, i + 1] for i in range(n)]
    b = [[i, i + 1] for i in range(n)]
    yield
    for _ in range(3):
        a == b


@operation(50_000)
def list_sum_min_max(n):
    a = list(range(n))
    yield
    sum(a)
    min(a)
    max(a)


@operation(50_000)
def list_sum_floats(n):
    a = [i / 3 for i in range(n)]
    yield
    sum(a)
    max(a)


@operation(10_000)
def list_min_key(n):
    a = list(range(n))
    yield
    min(a, key=lambda x: -x)


@operation(10_000)
def list_sort_random_ints(n):
    a = [i * 7919 % 100_003 for i in range(n)]
    yield
    sorted(a)


@operation(10_000)
def list_sort_random_floats(n):
    a = [i * 7919 % 100_003 / 7 for i in range(n)]
    yield
    sorted(a)


@operation(50_000)
def list_sort_sorted(n):
    a = list(range(n))
    yield
    a.sort()
    a.sort(reverse=True)


@operation(3_000)
def list_sort_strs(n):
    a = [str(i * 7919 % 100_003) for i in range(n)]
    yield
    sorted(a)


@operation(2_000)
def list_sort_tuples(n):
    a = [(i * 7919 % 1003, i) for i in range(n)]
    yield
    sorted(a)


@operation(4_000)
def list_sort_key_lambda(n):
    a = [(i * 7919 % 1003, i) for i in range(n)]
    yield
    sorted(a, key=lambda pair: pair[1])


@operation(4_000)
def list_sort_key_builtin(n):
    a = ["x" * (i * 7 % 50) for i in range(n)]
    yield
    sorted(a, key=len)


@operation(500)
def list_sort_lt(n):
    class Item:
        def __init__(self, v):
            self.v = v

        def __lt__(self, other):
            return self.v < other.v

    a = [Item(i * 7919 % 1003) for i in range(n)]
    yield
    sorted(a)


@operation(10_000)
def list_extend_unpack(n):
    yield
    a = []
    for i in range(n):
        a.extend((i, i))
        a += [i]


@operation(1_000)
def list_concatenate_in_a_loop(n):
    yield
    a = []
    for i in range(n):
        a = a + [i]


@operation(500)
def list_transpose(n):
    rows = [list(range(20)) for _ in range(n)]
    yield
    list(zip(*rows))
    [list(r) for r in zip(*rows)]


@operation(10_000)
def list_unpack_pairs(n):
    pairs = [(i, i + 1) for i in range(n)]
    yield
    for a, b in pairs:
        pass


@operation(1_000)
def list_star_unpack(n):
    a = list(range(n))
    yield
    for _ in range(10):
        first, *rest = a
        [*a, *rest]


@operation(10_000)
def list_nested_index(n):
    grid = [[0] * 100 for _ in range(100)]
    yield
    for i in range(n):
        grid[i % 100][i // 100 % 100] += 1


@operation(20_000)
def tuple_build(n):
    yield
    for i in range(n):
        (i, i, i)


@operation(5_000)
def tuple_hash_compare(n):
    a, b = (1, "x", 2.5), (1, "x", 3.5)
    yield
    for i in range(n):
        a == b
        a < b
        hash(a)


@operation(1_000)
def tuple_append_in_a_loop(n):
    yield
    t = ()
    for i in range(n):
        t += (i,)


@operation(50_000)
def tuple_from_list(n):
    a = list(range(n))
    yield
    tuple(a)
    list(tuple(a))


@operation(50_000)
def range_loop(n):
    yield
    for i in range(n):
        pass


@operation(5_000)
def range_in_and_index(n):
    r = range(0, 10_000, 3)
    yield
    for i in range(n):
        i in r
        r[5]
        len(r)


@operation(50_000)
def range_to_list_reversed(n):
    yield
    list(range(n))
    list(reversed(range(n)))


@operation(10_000)
def enumerate_zip(n):
    a = list(range(n))
    yield
    for i, (x, y) in enumerate(zip(a, a)):
        pass


@operation(10_000)
def map_filter(n):
    a = list(range(n))
    yield
    list(map(str, a))
    list(filter(None, a))


@operation(5_000)
def map_lambda(n):
    a = list(range(n))
    yield
    list(map(lambda x: x + 1, a))
    list(filter(lambda x: x & 1, a))


@operation(10_000)
def any_all_generator(n):
    a = [1] * n
    yield
    all(x > 0 for x in a)
    any(x < 0 for x in a)


@operation(2_000)
def heapq_ints(n):
    import heapq

    yield
    h = []
    for i in range(n):
        heapq.heappush(h, i * 7919 % 10_007)
    while h:
        heapq.heappop(h)


@operation(1_000)
def heapq_tuples(n):
    import heapq

    yield
    h = []
    for i in range(n):
        heapq.heappush(h, (i * 7919 % 1_007, i))
    while h:
        heapq.heappop(h)


@operation(3_000)
def bisect_insort(n):
    import bisect

    yield
    a = []
    for i in range(n):
        bisect.insort(a, i * 7919 % 10_007)


@operation(10_000)
def deque_rotate(n):
    from collections import deque

    yield
    d = deque()
    for i in range(n):
        d.append(i)
    for i in range(n):
        d.append(d.popleft())


@operation(2_000)
def deque_index(n):
    from collections import deque

    d = deque(range(100))
    yield
    for i in range(n):
        d[50]
        d[0]
        d[-1]
