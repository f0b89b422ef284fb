def kernel(values, factor):
    total = 0
    for i, value in enumerate(values):
        total = total + value * factor
    return total


def call(values):
    return kernel(values, 3)


print(call(range(3000)))
call([1] * 3000 + [None])
