import heapq

# The cheapest way across hilly country: Dijkstra's algorithm over a grid.

WIDTH, HEIGHT = 48, 30


def height_at(x, y):
    return (x * 7 + y * 13 + (x * y) % 11 * 3) % 9 + 1


def build_graph():
    graph = {}
    for y in range(HEIGHT):
        for x in range(WIDTH):
            edges = []
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                nx, ny = x + dx, y + dy
                if 0 <= nx < WIDTH and 0 <= ny < HEIGHT:
                    climb = abs(height_at(nx, ny) - height_at(x, y))
                    edges.append(((nx, ny), 1 + climb * climb))
            graph[x, y] = edges
    return graph


def dijkstra(graph, start):
    distances = {start: 0}
    came_from = {}
    queue = [(0, start)]
    done = set()
    while queue:
        distance, node = heapq.heappop(queue)
        if node in done:
            continue
        done.add(node)
        for neighbour, cost in graph[node]:
            new = distance + cost
            if neighbour not in distances or new < distances[neighbour]:
                distances[neighbour] = new
                came_from[neighbour] = node
                heapq.heappush(queue, (new, neighbour))
    return distances, came_from


def path_to(came_from, goal):
    path = [goal]
    while path[-1] in came_from:
        path.append(came_from[path[-1]])
    return path[::-1]


graph = build_graph()
start, goal = (0, 0), (WIDTH - 1, HEIGHT - 1)
distances, came_from = dijkstra(graph, start)
path = path_to(came_from, goal)
print("nodes:", len(graph), "edges:", sum(len(edges) for edges in graph.values()))
print("cost of the way:", distances[goal], "in", len(path) - 1, "steps")

cost = 0
for here, there in zip(path, path[1:]):
    cost += dict(graph[here])[there]
print("the steps add up:", cost == distances[goal])

on_path = set(path)
for y in range(0, HEIGHT, 3):
    print("".join("*" if (x, y) in on_path else str(height_at(x, y)) for x in range(WIDTH)))
farthest = max(distances, key=distances.get)
print("farthest:", farthest, distances[farthest])
