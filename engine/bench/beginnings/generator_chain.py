# Generators that feed each other: readings are made, smoothed, grouped and summed up, one at a time.


def readings(count):
    value = 20.0
    seed = 42
    for minute in range(count):
        seed = (seed * 1664525 + 1013904223) % 4294967296
        value += (seed / 4294967296 - 0.5) * 2
        yield minute, value


def drop_outliers(pairs, limit):
    last = None
    for minute, value in pairs:
        if last is None or abs(value - last) < limit:
            yield minute, value
        last = value


def moving_average(pairs, size):
    window = []
    total = 0.0
    for minute, value in pairs:
        window.append(value)
        total += value
        if len(window) > size:
            total -= window.pop(0)
        yield minute, total / len(window)


def by_hour(pairs):
    hour = None
    group = []
    for minute, value in pairs:
        if minute // 60 != hour:
            if group:
                yield hour, group
            hour = minute // 60
            group = []
        group.append(value)
    if group:
        yield hour, group


def extremes(hours):
    for hour, values in hours:
        yield hour, min(values), max(values), sum(values) / len(values)


def take(iterable, n):
    for i, item in enumerate(iterable):
        if i >= n:
            return
        yield item


def interleave(*iterables):
    iterators = [iter(each) for each in iterables]
    while iterators:
        for iterator in list(iterators):
            try:
                yield next(iterator)
            except StopIteration:
                iterators.remove(iterator)


def walk(tree):
    if isinstance(tree, list):
        for child in tree:
            yield from walk(child)
    else:
        yield tree


def running_total():
    total = 0
    while True:
        number = yield total
        if number is None:
            return
        total += number


day = 24 * 60
pipeline = extremes(by_hour(moving_average(drop_outliers(readings(10 * day), 0.9), 15)))
rows = list(pipeline)
for hour, low, high, mean in rows[::24]:
    print(f"hour {hour:3}: {low:7.3f} {high:7.3f} {mean:7.3f}")
print("warmest hour:", max(rows, key=lambda row: row[3])[0], "of", len(rows))

print(list(take((n * n for n in range(1000) if n % 7 == 3), 6)))
print("".join(interleave("ace", "bdf", "!?")))
print(list(walk([1, [2, [3, [4]], 5], [[6]], [], 7])))

adder = running_total()
next(adder)
for number in (5, 10, 20):
    print("so far", adder.send(number))
adder.close()
