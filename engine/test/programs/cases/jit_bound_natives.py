# Methods of built-in objects that are kept in variables: what they are bound to is their first argument.
import gc
import math


def flips(n):
    """Permutations by rotation, with slices taken and stored."""
    left = list(range(1, n + 1))
    row = list(range(n))
    put, take = row.insert, row.pop
    best = 0
    r = n
    while True:
        while r > 1:
            left[r - 1] = r
            r -= 1
        if row[0] != 0 and row[n - 1] != n - 1:
            work = row[:]
            count = 0
            first = work[0]
            while first:
                work[: first + 1] = work[first::-1]
                count += 1
                first = work[0]
            best = max(best, count)
        while r != n:
            put(r, take(0))
            left[r] -= 1
            if left[r] > 0:
                break
            r += 1
        else:
            return best


print([flips(n) for n in (4, 5)])


def rotate(n):
    ring = list(range(n))
    put, take = ring.insert, ring.pop
    for step in range(40):
        put(n - 1, take(0))
    return ring


print([rotate(size) for size in (4, 5, 6)])


def texts():
    line = "one,two,three"
    split, find, count, join, upper = line.split, line.find, line.count, "-".join, line.upper
    out = []
    for turn in range(30):
        parts = split(",")
        out.append((find("t"), find(","), count(","), join(parts), upper(), split(",", 1)))
    return out[-1], len({repr(one) for one in out})


print(texts())


def tables():
    counts = {}
    seen = set()
    get, put, add, drop = counts.get, counts.setdefault, seen.add, seen.discard
    update, pop = counts.update, counts.pop
    for turn in range(60):
        key = turn % 7
        counts[key] = get(key, 0) + 1
        put(str(key), turn)
        add(key)
        if turn % 5 == 0:
            drop(key)
        update({turn % 3: turn})
        pop("none", None)
    return counts, sorted(seen)


print(tables())


def of_classes():
    make, root, text = dict.fromkeys, math.sqrt, str.upper
    total = 0
    for turn in range(30):
        total += len(make(range(turn))) + int(root(turn * turn))
        total += len(text("abc"))
    return total


print(of_classes())


def changing():
    """Another object's method in the same variable."""
    lists = [[], []]
    out = []
    for turn in range(40):
        push = lists[turn % 2].append
        push(turn)
        out.append(lists[turn % 2].pop())
        method = (str.upper, str.lower)[turn // 20]
        out.append(method("aB"))
    return sum(one for one in out if isinstance(one, int)), out[-1]


print(changing())


class Callable:
    def __init__(self):
        self.a = self.b = 1

    def __call__(self, value):
        return value


def call(function, value):
    return function(value)


def address_of_one_that_is_gone():
    items = []
    push = items.append
    for turn in range(20):
        call(push, 1)
    return id(push)


address = address_of_one_that_is_gone()
gc.collect()
objects = [Callable() for _ in range(500)]
print(sum(call(one, 5) for one in sorted(objects, key=lambda one: id(one) != address)))
