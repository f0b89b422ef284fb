"""Seven ways to sort a list, and how many comparisons each of them takes."""

import random

comparisons = 0


def less(a, b):
    global comparisons
    comparisons += 1
    return a < b


def bubble_sort(items):
    items = items[:]
    n = len(items)
    while n > 1:
        last_swap = 0
        for i in range(1, n):
            if less(items[i], items[i - 1]):
                items[i], items[i - 1] = items[i - 1], items[i]
                last_swap = i
        n = last_swap
    return items


def selection_sort(items):
    items = items[:]
    for i in range(len(items)):
        smallest = i
        for j in range(i + 1, len(items)):
            if less(items[j], items[smallest]):
                smallest = j
        items[i], items[smallest] = items[smallest], items[i]
    return items


def insertion_sort(items):
    items = items[:]
    for i in range(1, len(items)):
        item = items[i]
        j = i
        while j > 0 and less(item, items[j - 1]):
            items[j] = items[j - 1]
            j -= 1
        items[j] = item
    return items


def shell_sort(items):
    items = items[:]
    gap = len(items) // 2
    while gap:
        for i in range(gap, len(items)):
            item = items[i]
            j = i
            while j >= gap and less(item, items[j - gap]):
                items[j] = items[j - gap]
                j -= gap
            items[j] = item
        gap //= 2
    return items


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if less(right[j], left[i]):
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    return result + left[i:] + right[j:]


def quick_sort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    smaller = [item for item in items if less(item, pivot)]
    larger = [item for item in items if less(pivot, item)]
    equal = len(items) - len(smaller) - len(larger)
    return quick_sort(smaller) + [pivot] * equal + quick_sort(larger)


def counting_sort(items):
    counts = [0] * (max(items) + 1)
    for item in items:
        counts[item] += 1
    result = []
    for value, count in enumerate(counts):
        result.extend([value] * count)
    return result


random.seed(7)
lists = {
    "shuffled": [random.randrange(1000) for _ in range(220)],
    "sorted": list(range(220)),
    "backwards": list(range(220, 0, -1)),
    "few values": [random.randrange(4) for _ in range(220)],
}
algorithms = [bubble_sort, selection_sort, insertion_sort, shell_sort, merge_sort, quick_sort, counting_sort]

print(" " * 16 + "".join(f"{name:>12}" for name in lists))
for algorithm in algorithms:
    row = f"{algorithm.__name__:16}"
    for name, items in lists.items():
        comparisons = 0
        result = algorithm(items)
        assert result == sorted(items), (algorithm, name)
        row += f"{comparisons:12}"
    print(row)
