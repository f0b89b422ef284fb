"""A cache that forgets what was used least recently: a dictionary and a doubly linked list."""


class Node:
    def __init__(self, key=None, value=None):
        self.key = key
        self.value = value
        self.prev = None
        self.next = None


class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.nodes = {}
        self.head = Node()
        self.tail = Node()
        self.head.next = self.tail
        self.tail.prev = self.head
        self.hits = 0
        self.misses = 0

    def _unlink(self, node):
        node.prev.next = node.next
        node.next.prev = node.prev

    def _push_front(self, node):
        node.prev = self.head
        node.next = self.head.next
        self.head.next.prev = node
        self.head.next = node

    def get(self, key, default=None):
        node = self.nodes.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(node)
        self._push_front(node)
        return node.value

    def put(self, key, value):
        node = self.nodes.get(key)
        if node is not None:
            node.value = value
            self._unlink(node)
        else:
            if len(self.nodes) >= self.capacity:
                oldest = self.tail.prev
                self._unlink(oldest)
                del self.nodes[oldest.key]
            node = Node(key, value)
            self.nodes[key] = node
        self._push_front(node)

    def __len__(self):
        return len(self.nodes)

    def __contains__(self, key):
        return key in self.nodes

    def keys(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key
            node = node.next


def slow_square(n):
    return n * n


def main():
    cache = LRUCache(3)
    for word in "to be or not to be that is the question".split():
        if cache.get(word) is None:
            cache.put(word, len(word))
    print("kept:", list(cache.keys()))
    print("hits", cache.hits, "misses", cache.misses)

    for capacity in (10, 50, 200):
        cache = LRUCache(capacity)
        x = 1
        total = 0
        for _ in range(12_000):
            x = (x * 1103515245 + 12345) % 2**31
            # Small numbers are asked for much more often than large ones.
            key = (x >> 8) % 16 * ((x >> 16) % 16)
            value = cache.get(key)
            if value is None:
                value = slow_square(key)
                cache.put(key, value)
            total += value
        rate = cache.hits / (cache.hits + cache.misses)
        print(f"capacity {capacity:3}: {rate:6.1%} hits, {len(cache)} kept, total {total}")
        print("  most recent:", list(cache.keys())[:8], 225 in cache)


main()
