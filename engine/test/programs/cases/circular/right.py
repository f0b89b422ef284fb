import circular.left as left_module

value = "right"


def pair():
    return left_module.value, value
