def parse(text):
    try:
        return int(text)
    except ValueError:
        return -1


print(sum(parse(t) for t in ["1", "x", "3", "", "5"] * 100))


def find(items, wanted):
    for i in range(1000):
        try:
            if items[i] == wanted:
                return i
        except IndexError:
            return None


print(find([5, 6, 7], 7), find([5], 9))
caught = 0
for i in range(2000):
    try:
        if i % 3 == 0:
            raise ValueError(i)
        if i % 5 == 0:
            {}[i]
    except ValueError as e:
        caught += e.args[0]
    except KeyError as e:
        caught -= 1
    finally:
        caught += 1
print(caught)


def deep(n):
    if n == 0:
        raise RuntimeError("bottom")
    try:
        deep(n - 1)
    finally:
        order.append(n)


order = []
try:
    deep(50)
except RuntimeError as e:
    print(e, order[:3], len(order))
it = iter([1, 2, 3])
total = 0
while True:
    try:
        total += next(it)
    except StopIteration:
        break
print(total)
d = {}
for i in range(500):
    try:
        d[i % 10] += 1
    except KeyError:
        d[i % 10] = 1
print(d)
