"""A supermarket's checkouts, simulated event by event: do people wait less in one common queue?"""

import heapq
import random
from collections import deque


class Customer:
    def __init__(self, number, arrival, items):
        self.number = number
        self.arrival = arrival
        self.items = items
        self.started = None

    def service_time(self):
        return 0.5 + 0.08 * self.items


class Simulation:
    def __init__(self, seed, checkouts, common):
        self.random = random.Random(seed)
        self.common = common
        self.queues = [deque() for _ in range(1 if common else checkouts)]
        self.busy = [False] * checkouts
        self.events = []
        self.sequence = 0
        self.now = 0.0
        self.served = []
        self.longest = 0

    def schedule(self, delay, action, *args):
        self.sequence += 1
        heapq.heappush(self.events, (self.now + delay, self.sequence, action, args))

    def run(self, minutes):
        self.closing = minutes
        self.schedule(0, self.arrive, 1)
        while self.events:
            self.now, _, action, args = heapq.heappop(self.events)
            action(*args)

    def arrive(self, number):
        customer = Customer(number, self.now, self.random.randint(1, 40))
        queue = min(self.queues, key=len)
        queue.append(customer)
        self.longest = max(self.longest, len(queue))
        self.start_service()
        if self.now < self.closing:
            self.schedule(self.random.expovariate(1.6), self.arrive, number + 1)

    def start_service(self):
        for i, busy in enumerate(self.busy):
            queue = self.queues[0 if self.common else i]
            if not busy and queue:
                customer = queue.popleft()
                customer.started = self.now
                self.busy[i] = True
                self.schedule(customer.service_time(), self.finish, i, customer)

    def finish(self, checkout, customer):
        self.busy[checkout] = False
        self.served.append(customer)
        self.start_service()


def report(title, simulation):
    waits = sorted(customer.started - customer.arrival for customer in simulation.served)
    mean = sum(waits) / len(waits)
    print(
        f"{title:16} served {len(waits):4}  mean wait {mean:6.3f}  median {waits[len(waits) // 2]:6.3f}  "
        f"worst {waits[-1]:7.3f}  longest queue {simulation.longest}"
    )
    return mean


for checkouts in (4, 5):
    means = {}
    for common in (False, True):
        simulation = Simulation(11, checkouts, common)
        simulation.run(420)
        title = f"{checkouts} {'common' if common else 'separate'}"
        means[common] = report(title, simulation)
    print("one queue is better" if means[True] < means[False] else "separate queues are better")
