/** `heapq`: the native heap, and what is built on it. */
export const HEAPQ = `
from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def merge(*iterables, key=None, reverse=False):
    lists = []
    for number, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            lists.append([item if key is None else key(item), number, item, iterator])
            break
    while lists:
        best = lists[0]
        for candidate in lists:
            if (best[0] < candidate[0]) if reverse else (candidate[0] < best[0]):
                best = candidate
        yield best[2]
        for item in best[3]:
            best[0] = item if key is None else key(item)
            best[2] = item
            break
        else:
            lists.remove(best)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
`;
