"""Dicts that lose entries at the front, at the end and in the middle while they grow, beside a list of pairs."""

import random
from collections import OrderedDict
from functools import lru_cache

random.seed(8)


def history(kind, steps):
    d, pairs = kind(), []
    for step in range(steps):
        action = random.randrange(10)
        if action < 4:
            key = random.randrange(-40, 40)
            if key in d:
                pairs = [(k, step if k == key else v) for k, v in pairs]
            else:
                pairs.append((key, step))
            d[key] = step
        elif action < 6 and d:
            del d[next(iter(d))]
            del pairs[0]
        elif action == 6 and d:
            assert d.popitem() == pairs.pop()
        elif action == 7 and d:
            key = random.choice(pairs)[0]
            assert d.pop(key) == dict(pairs)[key]
            pairs = [pair for pair in pairs if pair[0] != key]
        elif action == 8 and step % 7 == 0:
            d.clear()
            pairs.clear()
        elif action == 9:
            d = random.choice((kind(d), d.copy(), kind(d.items())))
        assert list(d.items()) == pairs and len(d) == len(pairs)
        assert list(d) == list(d.keys()) == [k for k, _ in pairs]
        assert list(reversed(d.values())) == [v for _, v in reversed(pairs)]
    return len(pairs)


print([history(dict, 300) for _ in range(4)], [history(OrderedDict, 200) for _ in range(3)])

queue = dict.fromkeys(range(1000))
for i in range(5_000):
    del queue[next(iter(queue))]
    queue[1000 + i] = None
print(len(queue), next(iter(queue)), list(queue)[-1])

ordered = OrderedDict.fromkeys("abcdef")
ordered.move_to_end("b")
ordered.move_to_end("e", last=False)
print(ordered.popitem(last=False), ordered.popitem(), list(ordered), list(reversed(ordered)))
for last in True, False:
    try:
        OrderedDict().popitem(last)
    except KeyError as error:
        print(error)

# A loop over a dict whose first entries go stops as one over any that changes.
d = dict.fromkeys(range(10))
del d[0], d[1]
try:
    for key in d:
        print(key, end=" ")
        del d[key]
except RuntimeError as error:
    print(error)
for key in d:
    d[key] = key
print(d)


@lru_cache(maxsize=3)
def square(x):
    return x * x


print([square(x) for x in (1, 2, 3, 1, 4, 2, 1, 5, 3)], square.cache_info())
