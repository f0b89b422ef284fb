"""A small operating system simulated: tasks of several classes pass packets to each other, under a scheduler.

After the manner of Martin Richards' benchmark, in a design of its own: every task is an object with a queue of
packets and a method `step`; the scheduler always runs the ready task of the highest priority.
"""

import sys


class Packet:
    """A message on its way: who wants it back, what it is about, and a few bytes of data."""

    __slots__ = ("origin", "kind", "value", "data", "hops")

    def __init__(self, origin, kind):
        self.origin = origin
        self.kind = kind
        self.value = 0
        self.data = [0, 0, 0, 0]
        self.hops = 0


class Queue:
    """First in, first out, over a list that is compacted now and then."""

    def __init__(self):
        self.items = []
        self.head = 0

    def put(self, item):
        self.items.append(item)

    def take(self):
        item = self.items[self.head]
        self.head += 1
        if self.head == len(self.items):
            self.items.clear()
            self.head = 0
        return item

    def __bool__(self):
        return self.head < len(self.items)


class Task:
    """What the scheduler runs. A subclass says in `step` what one turn does."""

    def __init__(self, system, name, priority):
        self.system = system
        self.name = name
        self.priority = priority
        self.inbox = Queue()
        self.suspended = False
        self.finished = False
        self.turns = 0
        system.add(self)

    def is_ready(self):
        return not self.suspended and not self.finished

    def receive(self, packet):
        packet.hops += 1
        self.inbox.put(packet)
        self.suspended = False

    def run(self):
        self.turns += 1
        self.step()

    def step(self):
        raise NotImplementedError


class Device(Task):
    """Serves one packet a turn: adds its own number and sends the packet home."""

    def __init__(self, system, name, priority, number):
        super().__init__(system, name, priority)
        self.number = number
        self.served = 0

    def step(self):
        if not self.inbox:
            self.suspended = True
            return
        packet = self.inbox.take()
        packet.value += self.number
        self.served += 1
        packet.origin.receive(packet)


class Worker(Task):
    """Fills each packet with letters and hands it to a device, by turns."""

    def __init__(self, system, name, priority, devices, packets):
        super().__init__(system, name, priority)
        self.devices = devices
        self.letter = 0
        self.next_device = 0
        self.sum = 0
        for _ in range(packets):
            self.inbox.put(Packet(self, "work"))

    def step(self):
        if not self.inbox:
            self.suspended = True
            return
        packet = self.inbox.take()
        self.sum += packet.value
        packet.value = 0
        data = packet.data
        for i in range(len(data)):
            self.letter = self.letter + 1 if self.letter < 26 else 1
            data[i] = self.letter
            packet.value += self.letter
        device = self.devices[self.next_device]
        self.next_device = (self.next_device + 1) % len(self.devices)
        device.receive(packet)


class Ticker(Task):
    """Counts down, waking one of the devices on every turn as its shift register says; often it takes a nap."""

    def __init__(self, system, name, priority, count, devices):
        super().__init__(system, name, priority)
        self.remaining = count
        self.register = 1
        self.devices = devices
        self.odd = 0

    def step(self):
        if self.remaining == 0:
            self.finished = True
            self.system.running = False
            return
        self.remaining -= 1
        if self.register & 1:
            self.odd += 1
            self.register = (self.register >> 1) ^ 0xD008
            self.devices[0].suspended = False
        else:
            self.register >>= 1
            self.devices[-1].suspended = False
        if self.remaining % 4 == 3:
            self.system.sleep(self, 8)


class Scheduler:
    """Runs the ready task of the highest priority, and wakes sleepers when their time has come."""

    def __init__(self):
        self.tasks = []
        self.alarms = []
        self.running = True
        self.clock = 0

    def add(self, task):
        self.tasks.append(task)
        self.tasks.sort(key=lambda each: -each.priority)

    def sleep(self, task, duration):
        task.suspended = True
        self.alarms.append((self.clock + duration, task))

    def pick(self):
        for task in self.tasks:
            if task.is_ready():
                return task
        return None

    def run(self):
        while self.running:
            self.clock += 1
            while self.alarms and self.alarms[0][0] <= self.clock:
                self.alarms.pop(0)[1].suspended = False
            task = self.pick()
            if task is not None:
                task.run()


def main(ticks=400):
    system = Scheduler()
    disk = Device(system, "disk", 20, 3)
    network = Device(system, "network", 30, 5)
    first = Worker(system, "first worker", 40, [disk, network], 2)
    second = Worker(system, "second worker", 35, [network, disk], 3)
    ticker = Ticker(system, "ticker", 25, ticks, [disk, network])
    system.run()

    # No packet is lost and none is made; each has gone to a device and come back, or is on its way.
    held = [packet for task in system.tasks for packet in task.inbox.items[task.inbox.head :]]
    assert len(held) == 5, len(held)
    served = disk.served + network.served
    assert sum(packet.hops for packet in held) == 2 * served + sum(packet.hops % 2 for packet in held)
    assert system.clock >= sum(task.turns for task in system.tasks)
    assert ticker.remaining == 0
    for task in system.tasks:
        print(f"{task.name}: {task.turns} turns")
    print(f"served {disk.served} + {network.served}, sums {first.sum} + {second.sum}, odd ticks {ticker.odd}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
