def numbers(limit):
    for i in range(limit):
        yield 10 // (3 - i)


def consume():
    return [x + 1 for x in numbers(10)]


print(sum(consume()))
