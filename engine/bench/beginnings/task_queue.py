# A priority queue on a binary heap, written out, with tasks that compare themselves.
import random
from functools import total_ordering


@total_ordering
class Task:
    counter = 0

    def __init__(self, name, priority, minutes):
        Task.counter += 1
        self.number = Task.counter
        self.name = name
        self.priority = priority
        self.minutes = minutes

    def __eq__(self, other):
        return (self.priority, self.number) == (other.priority, other.number)

    def __lt__(self, other):
        if self.priority != other.priority:
            return self.priority < other.priority
        return self.number < other.number

    def __repr__(self):
        return f"<{self.name} p{self.priority}>"


class Heap:
    def __init__(self, items=()):
        self.items = []
        for item in items:
            self.push(item)

    def __len__(self):
        return len(self.items)

    def push(self, item):
        self.items.append(item)
        child = len(self.items) - 1
        while child > 0:
            parent = (child - 1) // 2
            if not self.items[child] < self.items[parent]:
                break
            self.items[child], self.items[parent] = self.items[parent], self.items[child]
            child = parent

    def pop(self):
        if not self.items:
            raise IndexError("pop from an empty heap")
        top = self.items[0]
        last = self.items.pop()
        if self.items:
            self.items[0] = last
            self._sink(0)
        return top

    def _sink(self, parent):
        size = len(self.items)
        while True:
            child = 2 * parent + 1
            if child >= size:
                return
            if child + 1 < size and self.items[child + 1] < self.items[child]:
                child += 1
            if not self.items[child] < self.items[parent]:
                return
            self.items[child], self.items[parent] = self.items[parent], self.items[child]
            parent = child


random.seed(2024)
names = ["mail", "build", "test", "deploy", "review", "lunch"]
heap = Heap()
for i in range(700):
    heap.push(Task(random.choice(names), random.randint(1, 9), random.randint(5, 60)))
print("waiting:", len(heap))

minutes = {}
order = []
while len(heap):
    task = heap.pop()
    order.append(task)
    minutes[task.name] = minutes.get(task.name, 0) + task.minutes
    # Some tasks make new ones, of lower priority.
    if task.name == "build" and task.priority < 9:
        heap.push(Task("test", task.priority + 1, 10))

print("done:", len(order), order[:4], order[-1])
print("in order:", all(not later < earlier for earlier, later in zip(order, order[1:])))
for name in sorted(minutes, key=minutes.get, reverse=True):
    print(f"{name:8} {minutes[name] // 60:3} h {minutes[name] % 60:02} min")
print(max(order[:50]), min(order[50:100]), order[0] >= order[1])
try:
    heap.pop()
except IndexError as error:
    print(error)
print(sorted(Heap([5, 3, 8, 1]).items))
