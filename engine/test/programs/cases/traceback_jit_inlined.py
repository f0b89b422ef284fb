def inner(x):
    return 100 // x


def middle(x):
    return inner(x - 1) + 1


def outer():
    total = 0
    for i in range(3000, -1, -1):
        total += middle(i)
    return total


outer()
