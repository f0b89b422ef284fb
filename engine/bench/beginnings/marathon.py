# Results of a marathon, taken apart with collections and itertools.
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from itertools import accumulate, chain, combinations, count, cycle, groupby, islice, pairwise, product, starmap, takewhile
from operator import attrgetter, itemgetter

Runner = namedtuple("Runner", "number name country age minutes")

FIRST = ["Mia", "Noah", "Lena", "Omar", "Yuki", "Ivan", "Zoe"]
LAST = ["Berg", "Costa", "Dvorak", "Eze", "Ferrari"]
COUNTRIES = ["CZ", "KE", "JP", "PT", "US", "NG"]


def make_runners(n):
    names = cycle(product(FIRST, LAST))
    seeds = accumulate(range(1, n), lambda seed, _: seed * 16807 % 2147483647, initial=11)
    for number, (first, last), seed in zip(count(1), names, seeds):
        yield Runner(number, f"{first} {last}", COUNTRIES[seed % 6], 18 + seed % 52, 128 + seed // 7 % 180)


runners = list(make_runners(1500))
print(len(runners), runners[0])

by_time = sorted(runners, key=attrgetter("minutes", "number"))
for place, runner in enumerate(islice(by_time, 5), 1):
    print(f"{place}. {runner.name:14} {runner.country} {runner.minutes // 60}:{runner.minutes % 60:02}")

teams = defaultdict(list)
for runner in by_time:
    teams[runner.country].append(runner.minutes)
scores = {country: sum(times[:10]) for country, times in teams.items()}
print("teams:", sorted(scores.items(), key=itemgetter(1)))

decades = Counter(runner.age // 10 * 10 for runner in runners)
print("ages:", sorted(decades.items()), decades.most_common(1))
print("total:", decades.total(), (decades + Counter({20: 5}))[20], sorted((decades - Counter({20: 10_000})).keys()))

print("finished in each half hour:")
for half_hour, group in groupby(by_time, key=lambda runner: runner.minutes // 30):
    group = list(group)
    print(f"  {half_hour * 30 // 60}:{half_hour * 30 % 60:02} {len(group):4} fastest {group[0].name}")

gaps = [b.minutes - a.minutes for a, b in pairwise(by_time)]
print("largest gap:", max(gaps), "ties:", gaps.count(0))

recent = deque(maxlen=5)
best_window = None
for runner in runners:
    recent.append(runner.minutes)
    if len(recent) == 5 and (best_window is None or sum(recent) < best_window[0]):
        best_window = (sum(recent), list(recent))
print("five in a row:", best_window)

fast = list(takewhile(lambda runner: runner.minutes < 135, by_time))
pairs = Counter(
    tuple(sorted((a.country, b.country))) for a, b in combinations(fast, 2) if a.country != b.country
)
print("fast:", len(fast), "pairs:", pairs.most_common(3))
print(list(islice(chain.from_iterable(zip(*[iter("abcdef")] * 2)), 4)), list(starmap(pow, [(2, 5), (3, 2)])))

order = OrderedDict((country, len(times)) for country, times in sorted(teams.items()))
order.move_to_end("CZ")
print(list(order.items()))
line = deque(range(41))
while len(line) > 1:
    line.rotate(-2)
    line.popleft()
print("last one standing:", line[0] + 1)
print(runners[7]._replace(country="XX")._asdict())
