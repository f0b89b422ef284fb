# Graph algorithms: heapq, deque, graphlib, defaultdict, union-find, bisect.
import bisect
import heapq
from collections import defaultdict, deque
from graphlib import CycleError, TopologicalSorter

EDGES = [("a", "b", 7), ("a", "c", 9), ("a", "f", 14), ("b", "c", 10), ("b", "d", 15), ("c", "d", 11), ("c", "f", 2), ("d", "e", 6), ("e", "f", 9)]
graph = defaultdict(dict)
for u, v, w in EDGES:
    graph[u][v] = graph[v][u] = w


def dijkstra(start):
    best, before, heap = {start: 0}, {}, [(0, start)]
    while heap:
        cost, node = heapq.heappop(heap)
        if cost > best[node]:
            continue
        for other, weight in graph[node].items():
            new = cost + weight
            if new < best.get(other, float("inf")):
                best[other], before[other] = new, node
                heapq.heappush(heap, (new, other))
    return best, before


best, before = dijkstra("a")
path, node = [], "e"
while node:
    path.append(node)
    node = before.get(node)
print(best, "->".join(reversed(path)))


def bfs(start):
    seen, queue, order = {start}, deque([start]), []
    while queue:
        node = queue.popleft()
        order.append(node)
        for other in sorted(graph[node]):
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return order


def dfs(node, seen=None):
    seen = seen if seen is not None else set()
    seen.add(node)
    yield node
    for other in sorted(graph[node]):
        if other not in seen:
            yield from dfs(other, seen)


print(bfs("a"), list(dfs("a")))
parent = {node: node for node in graph}


def find(x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


tree = []
for w, u, v in sorted((w, u, v) for u, v, w in EDGES):
    if find(u) != find(v):
        parent[find(u)] = find(v)
        tree.append((u, v, w))
print(tree, sum(w for *_, w in tree))
tasks = {"test": {"build"}, "build": {"compile", "assets"}, "compile": {"fetch"}, "assets": {"fetch"}, "ship": {"test"}}
print(list(TopologicalSorter(tasks).static_order()))
sorter = TopologicalSorter(tasks)
sorter.prepare()
while sorter.is_active():
    ready = sorted(sorter.get_ready())
    print(ready)
    sorter.done(*ready)
try:
    list(TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
except CycleError as error:
    print(error.args[0], error.args[1])
GRID = """
#########
#S..#...#
#.#.#.#.#
#.#...#E#
#########
""".split()
start, end = ((r, c) for mark in "SE" for r, row in enumerate(GRID) for c, ch in enumerate(row) if ch == mark)


def astar(start, end):
    heap, seen = [(0, 0, start, ())], set()
    while heap:
        _, steps, at, trail = heapq.heappop(heap)
        if at == end:
            return steps, trail + (at,)
        if at in seen:
            continue
        seen.add(at)
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            r, c = at[0] + dr, at[1] + dc
            if GRID[r][c] != "#":
                guess = abs(end[0] - r) + abs(end[1] - c)
                heapq.heappush(heap, (steps + 1 + guess, steps + 1, (r, c), trail + (at,)))


steps, trail = astar(start, end)
print(steps)
for r, row in enumerate(GRID):
    print("".join("*" if (r, c) in trail else ch for c, ch in enumerate(row)))
print(heapq.nlargest(3, EDGES, key=lambda e: e[2]), heapq.nsmallest(2, [5, 1, 4]), list(heapq.merge([1, 4], [2, 3])))
heap = [5, 3, 8]
heapq.heapify(heap)
print(heapq.heappushpop(heap, 1), heapq.heapreplace(heap, 9), sorted(heap))
marks = [60, 70, 80, 90]
print([("FDCBA")[bisect.bisect(marks, m)] for m in (33, 99, 77, 70, 89, 90, 100)], bisect.bisect_left(marks, 70), bisect.insort(marks, 75), marks,
      bisect.bisect(EDGES, 10, key=lambda e: e[2]) >= 0)
