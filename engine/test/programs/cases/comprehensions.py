print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(2) for y in "ab"])
print({x: x * x for x in range(4)}, sorted({x % 3 for x in range(10)}), list(x + 1 for x in range(3)), sum(x for x in range(5)))
print([[j for j in range(i)] for i in range(4)], [x for row in [[1, 2], [3]] for x in row], [y := 5, y + 1])
matrix = [[1, 2], [3, 4], [5, 6]]
print([[row[i] for row in matrix] for i in range(2)], list(zip(*matrix)))
x = "outer"
values = [x for x in range(3)]
print(x, values)
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])


def scope():
    n = 10
    return [n + i for i in range(3)], {k: n for k in "ab"}, list(n * i for i in range(3))


print(scope())


class C:
    size = 3
    items = [i for i in range(size)]
    try:
        bad = [size for i in range(2)]
    except NameError as error:
        print(error)


print(C.items)
print([last := i for i in range(4)], last, any((hit := n) > 2 for n in range(5)), hit)
g = (print("lazy", i) or i for i in range(2))
print("made")
print(list(g))
print([i if i % 2 else -i for i in range(5)], [*map(lambda v: v * 2, [1, 2])], {(a, b) for a in "x" for b in "y"})
try:
    [1 / n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)
