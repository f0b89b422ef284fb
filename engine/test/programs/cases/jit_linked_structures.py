class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


head = None
for i in range(2000):
    head = Node(i, head)
total, n = 0, head
while n is not None:
    total += n.value
    n = n.next
print(total)
previous = None
while head:
    head.next, previous, head = previous, head, head.next
print(previous.value, previous.next.value)


class Tree:
    def __init__(self):
        self.root = None
        self.size = 0

    def insert(self, key):
        if self.root is None:
            self.root = [key, None, None]
            self.size += 1
            return
        node = self.root
        while True:
            side = 1 if key < node[0] else 2
            if key == node[0]:
                return
            if node[side] is None:
                node[side] = [key, None, None]
                self.size += 1
                return
            node = node[side]

    def walk(self):
        stack, node = [], self.root
        while stack or node:
            while node:
                stack.append(node)
                node = node[1]
            node = stack.pop()
            yield node[0]
            node = node[2]


t = Tree()
x = 1
for i in range(1000):
    x = x * 7919 % 10007
    t.insert(x)
keys = list(t.walk())
print(t.size, keys == sorted(keys), keys[:5])
