def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: [1][5])
attempt(lambda: [1][-2])
attempt(lambda: [].pop())
attempt(lambda: [1].pop(3))
attempt(lambda: [1].remove(2))
attempt(lambda: [1].index(2))
attempt(lambda: [1, 2].index(1, 1))
attempt(lambda: [1].append())
attempt(lambda: [1].append(1, 2))
attempt(lambda: [1].insert(1))
attempt(lambda: [1].foo)
attempt(lambda: [1] + "a")
attempt(lambda: [1] * 1.5)
attempt(lambda: [1] * [2])
attempt(lambda: list("a")["0"])
attempt(lambda: [3, "a"].sort())
attempt(lambda: list(5))
attempt(lambda: list(1, 2))
attempt(lambda: [1].sort(5))
attempt(lambda: [1].extend(5))
attempt(lambda: (1,).append(2))
attempt(lambda: (1, 2)[2])
attempt(lambda: ().index(1))


def assign_outside():
    a = [1]
    a[1] = 2


attempt(assign_outside)


def delete_outside():
    a = [1]
    del a[3]


attempt(delete_outside)


def assign_tuple():
    t = (1, 2)
    t[0] = 5


attempt(assign_tuple)


def mutate_in_sort():
    a = [3, 2, 1]

    def key(x):
        a.append(x)
        return x

    a.sort(key=key)


attempt(mutate_in_sort)
