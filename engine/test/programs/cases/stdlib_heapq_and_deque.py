import heapq
from collections import deque


def dijkstra(graph, start):
    distances = {start: 0}
    heap = [(0, start)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > distances[node]:
            continue
        for other, w in graph[node].items():
            if d + w < distances.get(other, float("inf")):
                distances[other] = d + w
                heapq.heappush(heap, (d + w, other))
    return distances


graph = {"a": {"b": 7, "c": 3}, "b": {"d": 2}, "c": {"b": 1, "d": 8}, "d": {}}
print(dijkstra(graph, "a"))


def bfs(grid, start, end):
    queue, seen = deque([(start, 0)]), {start}
    while queue:
        (r, c), steps = queue.popleft()
        if (r, c) == end:
            return steps
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            p = (r + dr, c + dc)
            if 0 <= p[0] < len(grid) and 0 <= p[1] < len(grid[0]) and grid[p[0]][p[1]] != "#" and p not in seen:
                seen.add(p)
                queue.append((p, steps + 1))
    return None


print(bfs(["..#.", ".#..", "....", "#..."], (0, 0), (0, 3)))


heap = [5, 1, 8, 3]
heapq.heapify(heap)
print(heapq.heappop(heap), heapq.heappushpop(heap, 0), heapq.nsmallest(2, heap), heapq.nlargest(2, heap))
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
print(d, d.popleft(), list(d), d.rotate(1), d, len(d), d[0], 3 in d)
