from . import right

value = "left"


def pair():
    return value, right.value
