"""A log written, parsed, filtered and summed up by a chain of generators: strings in motion."""

import sys

LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]
PARTS = ["disk", "network", "scheduler", "cache"]


def write_log(count):
    """Lines like `17 ERROR cache took=42ms try=3`; some are broken on purpose."""
    state = 7
    for number in range(count):
        state = (state * 16807) % 2147483647
        if state % 50 == 0:
            yield f"{number} ~~~ unreadable"
            continue
        level = LEVELS[state % 4]
        part = PARTS[state // 4 % 4]
        yield f"{number} {level} {part} took={state % 997}ms try={state % 5}"


def parse(lines):
    for line in lines:
        fields = line.split(" ")
        if len(fields) != 5:
            continue
        values = {}
        for field in fields[3:]:
            key, _, value = field.partition("=")
            values[key] = int(value.removesuffix("ms"))
        yield {"number": int(fields[0]), "level": fields[1], "part": fields[2], **values}


def only(records, levels):
    return (record for record in records if record["level"] in levels)


def in_batches(items, size):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def summarise(batches):
    for batch in batches:
        slowest = max(batch, key=lambda record: record["took"])
        total = sum(record["took"] for record in batch)
        yield f"{slowest['part']}:{slowest['took']}", total, len(batch)


def main(count=2_000):
    records = only(parse(write_log(count)), {"WARNING", "ERROR"})
    labels = {}
    total = kept = 0
    for label, took, size in summarise(in_batches(records, 16)):
        part = label.split(":")[0].upper()
        labels[part] = labels.get(part, 0) + 1
        total += took
        kept += size
    # The same sums without the pipeline.
    check = 0
    for line in write_log(count):
        if " WARNING " in line or " ERROR " in line:
            check += int(line[line.index("took=") + 5 : line.index("ms")])
    assert total == check, (total, check)
    print(", ".join(f"{part} {labels[part]}" for part in sorted(labels)))
    print(f"{kept} of {count} lines kept, {total} ms in all")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
