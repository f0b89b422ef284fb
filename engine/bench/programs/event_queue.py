"""A workshop simulated event by event: dataclasses that compare themselves, in a heap written out."""

import sys
from dataclasses import dataclass, field


@dataclass(order=True)
class Event:
    time: int
    number: int
    kind: str = field(compare=False)
    job: object = field(compare=False, default=None)


@dataclass
class Job:
    arrived: int
    stages: list = field(default_factory=list)
    at: int = 0

    def duration(self):
        return self.stages[self.at]


class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        at = len(items)
        items.append(item)
        while at > 0:
            parent = at - 1 >> 1
            if items[parent] < item:
                break
            items[at] = items[parent]
            at = parent
        items[at] = item

    def pop(self):
        items = self.items
        top = items[0]
        last = items.pop()
        size = len(items)
        if size:
            at = 0
            child = 1
            while child < size:
                if child + 1 < size and items[child + 1] < items[child]:
                    child += 1
                if last < items[child]:
                    break
                items[at] = items[child]
                at = child
                child = 2 * at + 1
            items[at] = last
        return top


class Workshop:
    """Jobs go through three machines, each of which does one at a time."""

    MACHINES = 3

    def __init__(self, jobs):
        self.events = Heap()
        self.number = 0
        self.now = 0
        self.queues = [[] for _ in range(self.MACHINES)]
        self.busy = [False] * self.MACHINES
        self.finished = []
        self.state = 1
        self.remaining = jobs
        self.schedule(0, "arrive")

    def random(self, limit):
        self.state = self.state * 48271 % 2147483647
        return self.state % limit

    def schedule(self, delay, kind, job=None):
        self.number += 1
        self.events.push(Event(self.now + delay, self.number, kind, job))

    def run(self):
        handlers = {"arrive": self.arrive, "done": self.done, "look": self.look}
        while self.events.items:
            event = self.events.pop()
            self.now = event.time
            handlers[event.kind](event.job)

    def arrive(self, _):
        job = Job(self.now, [5 + self.random(30) for _ in range(self.MACHINES)])
        self.enqueue(job)
        self.remaining -= 1
        if self.remaining:
            self.schedule(self.random(44), "arrive")
        if self.remaining % 8 == 0:
            self.schedule(self.random(100), "look")

    def enqueue(self, job):
        if self.busy[job.at]:
            self.queues[job.at].append(job)
        else:
            self.begin(job)

    def begin(self, job):
        self.busy[job.at] = True
        self.schedule(job.duration(), "done", job)

    def done(self, job):
        machine = job.at
        self.busy[machine] = False
        job.at += 1
        if job.at < self.MACHINES:
            self.enqueue(job)
        else:
            self.finished.append(self.now - job.arrived)
        if self.queues[machine]:
            self.begin(self.queues[machine].pop(0))

    def look(self, _):
        for machine, queue in enumerate(self.queues):
            # The shortest job is done next.
            if len(queue) > 1:
                queue.sort(key=lambda job: job.stages[machine])


def main(jobs=300):
    workshop = Workshop(jobs)
    workshop.run()
    assert len(workshop.finished) == jobs
    assert not any(workshop.busy) and not any(workshop.queues)
    assert min(workshop.finished) >= 15
    mean = sum(workshop.finished) / jobs
    print(f"{jobs} jobs in {workshop.now} minutes, {workshop.number} events, {mean:.3f} minutes each, worst {max(workshop.finished)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
