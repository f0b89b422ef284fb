"""Ways through a maze: dug at random, then searched by breadth and by Dijkstra's algorithm with heapq."""

import heapq
import sys
from collections import deque


def dig(width, height):
    """A maze as a dict of open neighbours; some walls are taken away again, so that there are many ways."""
    open_to = {(x, y): [] for y in range(height) for x in range(width)}
    seen = {(0, 0)}
    path = [(0, 0)]
    state = 42
    while path:
        x, y = path[-1]
        choices = [
            cell
            for cell in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1))
            if cell in open_to and cell not in seen
        ]
        if not choices:
            path.pop()
            continue
        state = state * 16807 % 2147483647
        cell = choices[state % len(choices)]
        open_to[x, y].append(cell)
        open_to[cell].append((x, y))
        seen.add(cell)
        path.append(cell)
    for y in range(1, height, 3):
        for x in range(1, width - 1, 4):
            if (x + 1, y) not in open_to[x, y]:
                open_to[x, y].append((x + 1, y))
                open_to[x + 1, y].append((x, y))
    return open_to


def by_breadth(graph, start):
    distances = {start: 0}
    queue = deque([start])
    while queue:
        cell = queue.popleft()
        distance = distances[cell] + 1
        for neighbour in graph[cell]:
            if neighbour not in distances:
                distances[neighbour] = distance
                queue.append(neighbour)
    return distances


def dijkstra(graph, start, cost):
    best = {start: 0}
    before = {}
    queue = [(0, start)]
    while queue:
        distance, cell = heapq.heappop(queue)
        if distance > best[cell]:
            continue
        for neighbour in graph[cell]:
            total = distance + cost(neighbour)
            if total < best.get(neighbour, 1 << 60):
                best[neighbour] = total
                before[neighbour] = cell
                heapq.heappush(queue, (total, neighbour))
    return best, before


def main(size=16):
    graph = dig(size, size)
    start, goal = (0, 0), (size - 1, size - 1)
    steps = by_breadth(graph, start)
    ones, _ = dijkstra(graph, start, lambda cell: 1)
    assert ones == steps
    best, before = dijkstra(graph, start, lambda cell: 1 + (cell[0] * 7 + cell[1] * 5) % 9)
    way = [goal]
    while way[-1] != start:
        way.append(before[way[-1]])
    assert sum(1 + (x * 7 + y * 5) % 9 for x, y in way[:-1]) == best[goal]
    assert len(way) - 1 >= steps[goal]
    print(f"{size}x{size}: {steps[goal]} steps, farthest {max(steps.values())}, cheapest {best[goal]} in {len(way) - 1} steps")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 16)
