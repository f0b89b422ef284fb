# A bank counter simulated with heapq, random and statistics; a parking lot of states; a text chart.
import heapq
import random
import statistics
from collections import deque
from dataclasses import dataclass, field
from itertools import count


@dataclass(order=True)
class Event:
    when: float
    number: int
    kind: str = field(compare=False)
    customer: int = field(compare=False, default=-1)


class Bank:
    def __init__(self, tellers, seed):
        self.rng, self.free, self.line, self.events = random.Random(seed), tellers, deque(), []
        self.ids, self.waits, self.arrived, self.longest = count(), [], {}, 0

    def schedule(self, delay, kind, customer=-1, now=0.0):
        heapq.heappush(self.events, Event(now + delay, next(self.ids), kind, customer))

    def run(self, until):
        customers = count(1)
        self.schedule(0, "arrive", next(customers))
        while self.events:
            event = heapq.heappop(self.events)
            if event.when > until:
                break
            if event.kind == "arrive":
                self.arrived[event.customer] = event.when
                self.line.append(event.customer)
                self.longest = max(self.longest, len(self.line))
                self.schedule(self.rng.expovariate(1 / 2), "arrive", next(customers), event.when)
            else:
                self.free += 1
            while self.free and self.line:
                self.free -= 1
                customer = self.line.popleft()
                self.waits.append(event.when - self.arrived[customer])
                self.schedule(self.rng.uniform(1, 6), "leave", customer, event.when)
        return self


for tellers in (1, 2, 3):
    bank = Bank(tellers, 12).run(480)
    print(f"{tellers} tellers: {len(bank.waits)} served, mean wait {statistics.mean(bank.waits):.2f}, p90 {statistics.quantiles(bank.waits, n=10)[-1]:.2f}, longest line {bank.longest}")
waits = [round(w) for w in Bank(2, 7).run(480).waits]
for minute in range(0, max(waits) + 1, 2):
    n = sum(minute <= w < minute + 2 for w in waits)
    print(f"{minute:>3}-{minute + 1:<3} {'█' * (n // 2)}{'▌' * (n % 2)} {n}")
random.seed(3)
walk, x = [], 0
for _ in range(200):
    x += random.choice((-1, 1))
    walk.append(x)
print(min(walk), max(walk), walk[-1], statistics.pvariance(walk).__round__(4), random.sample(walk, 3), random.binomialvariate(100, 0.3), random.binomialvariate(10, 0.9))
transitions = {"sunny": {"sunny": 8, "rainy": 2}, "rainy": {"sunny": 5, "rainy": 4, "stormy": 1}, "stormy": {"rainy": 1}}
state, seen = "sunny", []
for _ in range(20):
    state = random.choices(list(transitions[state]), transitions[state].values())[0]
    seen.append(state[0])
print("".join(seen), "".join(random.choice("HT") for _ in range(20)), [random.gauss(0, 1).__round__(4) for _ in range(3)], random.vonmisesvariate(0, 4).__round__(6))
