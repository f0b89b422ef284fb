def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def squares(it):
    for x in it:
        yield x * x


def evens(it):
    return (x for x in it if x % 2 == 0)


print(sum(count(3000)), sum(squares(count(2000))), sum(evens(squares(count(1500)))))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, (a + b) % 1000007


total = 0
for i, f in enumerate(fib()):
    total += f
    if i == 3000:
        break
print(total)


def accumulate():
    total = 0
    while True:
        x = yield total
        total += x


g = accumulate()
next(g)
for i in range(3000):
    last = g.send(i if i < 2000 else 0.5)
print(last)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(sum(tree(9)), sum(1 for _ in tree(8)))
for n in range(300):
    for x in count(5):
        if x == 3:
            break
print(x, n)


def changing(n):
    for i in range(n):
        yield i if i < n // 2 else float(i)


print(sum(changing(3000)), max(changing(1000)))
