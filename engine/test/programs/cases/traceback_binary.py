def compute(values):
    total = 0
    for value in values:
        total = total + value * 2 - (value / len(values))
    return total


compute([1, 2, None, 4])
