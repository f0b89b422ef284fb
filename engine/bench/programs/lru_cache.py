"""A cache that forgets what was used least recently: a dict of nodes that are linked in a ring."""

import sys


class Node:
    __slots__ = ("key", "value", "before", "after")

    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.before = self
        self.after = self


class Cache:
    def __init__(self, capacity, load):
        self.capacity = capacity
        self.load = load
        self.nodes = {}
        self.ring = Node(None, None)
        self.hits = 0
        self.misses = 0

    def __getitem__(self, key):
        node = self.nodes.get(key)
        if node is not None:
            self.hits += 1
            node.before.after = node.after
            node.after.before = node.before
        else:
            self.misses += 1
            if len(self.nodes) == self.capacity:
                self.forget()
            node = self.nodes[key] = Node(key, self.load(key))
        ring = self.ring
        node.before = ring
        node.after = ring.after
        ring.after.before = node
        ring.after = node
        return node.value

    def forget(self):
        oldest = self.ring.before
        oldest.before.after = self.ring
        self.ring.before = oldest.before
        del self.nodes[oldest.key]

    def __iter__(self):
        node = self.ring.after
        while node is not self.ring:
            yield node.key
            node = node.after


def keys(count, seed=1):
    """Small numbers often, large ones seldom."""
    state = seed
    for _ in range(count):
        state = state * 48271 % 2147483647
        yield (state >> 5) % 40 * ((state >> 13) % 40)


def main(lookups=3_000):
    cache = Cache(200, lambda key: key * key)
    total = sum(cache[key] for key in keys(lookups))
    assert total == sum(key * key for key in keys(lookups)), total
    assert cache.hits + cache.misses == lookups and len(cache.nodes) <= 200
    recent = []
    for key in list(keys(lookups))[::-1]:
        if key not in recent:
            recent.append(key)
            if len(recent) == 10:
                break
    assert recent == list(cache)[:10], recent
    print(f"{cache.hits} of {lookups} found, {len(cache.nodes)} kept, sum {total}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
