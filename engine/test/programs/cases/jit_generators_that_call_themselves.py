"""Generators whose loops run again in frames above: found in traces, suspended there, left by exceptions and `return`."""


def subsets(items, chosen=()):
    yield chosen
    for k, item in enumerate(items):
        yield from subsets(items[k + 1 :], chosen + (item,))


print(sum(sum(one) for one in subsets(list(range(9)))), len(list(subsets("abcdefgh"))))


def permutations(items, done, used):
    if len(done) == len(items):
        yield tuple(done)
        return
    for i in range(len(items)):
        if i in used:
            continue
        done.append(items[i])
        used.add(i)
        yield from permutations(items, done, used)
        used.discard(i)
        done.pop()


found = list(permutations([3, 1, 4, 1, 5], [], set()))
print(len(found), len(set(found)), found[17], found[-1])


class Node:
    def __init__(self, value):
        self.value = value
        self.children = []

    def walk(self):
        yield self.value
        for child in self.children:
            for value in child.walk():
                yield value * 2


def tree(depth):
    node = Node(depth)
    if depth:
        node.children = [tree(depth - 1) for _ in range(3)]
    return node


print(sum(tree(6).walk()))


# What the one below returns, sent values, and exceptions that pass through several frames of the same loop.
def countdown(n, log):
    got = 0
    for i in range(n):
        if i == n - 1 and n > 1:
            got += yield from countdown(n - 1, log)
        else:
            sent = yield n * 100 + i
            got += sent or 0
    log.append(n)
    return got


log = []
walker = countdown(30, log)
next(walker)
total = 0
while True:
    try:
        total += walker.send(2)
    except StopIteration as stop:
        print(total, stop.value, log[:3], len(log))
        break


def failing(n, depth):
    for i in range(n):
        try:
            if depth < 4:
                yield from failing(n, depth + 1)
            if i == 5:
                raise ValueError(depth)
            yield i
        except ValueError as error:
            yield f"{depth} caught {error}"
            if depth:
                raise


try:
    seen = list(failing(8, 0))
except ValueError as error:
    seen = [error]
print(len(seen), seen[-1], [s for s in seen if isinstance(s, str)][:6])


# Two walks at once, one of them given up half-way.
def interleaved(n, depth):
    for i in range(n):
        if depth and i % 2:
            yield from interleaved(n, depth - 1)
        yield depth * 10 + i


first, second = interleaved(12, 2), interleaved(12, 3)
together = [a * b for a, b in zip(first, second)]
second.close()
print(len(together), sum(together), list(second), sum(first))
