class Node:
    def __init__(self, key, value):
        self.key = key
        self.value = value
        self.left = None
        self.right = None


class SearchTree:
    """A binary search tree that behaves like a sorted dictionary."""

    def __init__(self):
        self.root = None
        self.size = 0

    def __setitem__(self, key, value):
        if self.root is None:
            self.root = Node(key, value)
            self.size = 1
            return
        node = self.root
        while True:
            if key == node.key:
                node.value = value
                return
            if key < node.key:
                if node.left is None:
                    node.left = Node(key, value)
                    break
                node = node.left
            else:
                if node.right is None:
                    node.right = Node(key, value)
                    break
                node = node.right
        self.size += 1

    def __getitem__(self, key):
        node = self.root
        while node is not None:
            if key == node.key:
                return node.value
            node = node.left if key < node.key else node.right
        raise KeyError(key)

    def __delitem__(self, key):
        self.root, deleted = self._delete(self.root, key)
        if not deleted:
            raise KeyError(key)
        self.size -= 1

    def _delete(self, node, key):
        if node is None:
            return None, False
        if key < node.key:
            node.left, deleted = self._delete(node.left, key)
            return node, deleted
        if key > node.key:
            node.right, deleted = self._delete(node.right, key)
            return node, deleted
        if node.left is None:
            return node.right, True
        if node.right is None:
            return node.left, True
        successor = node.right
        while successor.left is not None:
            successor = successor.left
        node.key, node.value = successor.key, successor.value
        node.right, _ = self._delete(node.right, successor.key)
        return node, True

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __len__(self):
        return self.size

    def __iter__(self):
        def visit(node):
            if node is not None:
                yield from visit(node.left)
                yield node.key
                yield from visit(node.right)

        return visit(self.root)

    def height(self):
        def measure(node):
            return 0 if node is None else 1 + max(measure(node.left), measure(node.right))

        return measure(self.root)

    def between(self, low, high):
        found = []
        todo = [self.root]
        while todo:
            node = todo.pop()
            if node is None:
                continue
            if low <= node.key <= high:
                found.append(node.key)
            if node.key > low:
                todo.append(node.left)
            if node.key < high:
                todo.append(node.right)
        return sorted(found)


tree = SearchTree()
key = 1
for i in range(1500):
    key = key * 75 % 65537
    tree[key] = i
print("size", len(tree), "height", tree.height())
keys = list(tree)
print("sorted:", keys == sorted(keys), "first", keys[:5])
print("found:", sum(1 for k in range(0, 65537, 40) if k in tree))
print("between:", tree.between(10_000, 10_500))

removed = 0
for k in keys[::3]:
    del tree[k]
    removed += 1
print("removed", removed, "left", len(tree), "height", tree.height())
print("still sorted:", list(tree) == [k for i, k in enumerate(keys) if i % 3])
try:
    del tree[keys[0]]
except KeyError as error:
    print("KeyError", error)
print("sum of values:", sum(tree[k] for k in tree))

words = SearchTree()
for word in "the quick brown fox jumps over the lazy dog and the cat".split():
    words[word] = (words[word] if word in words else 0) + 1
print([(word, words[word]) for word in words])
