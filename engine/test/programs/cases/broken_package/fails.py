def prepare(x):
    return x.upper()


VALUE = prepare(5)
