import builtins

count = 0


def bump():
    global count
    count += 1
    return count


print(bump(), bump(), count)
len_before = len


def len(x):
    return 99


print(len([]))
del len
print(len([]))
builtins.custom = "everywhere"
print(custom)
del builtins.custom
try:
    custom
except NameError as error:
    print(error)
globals()["made"] = 5
print(made)


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x += "!"
            return x

        return inner

    m = middle()
    m()
    return m(), x


print(outer())


def shadow(list):
    return list


print(shadow(5), list("ab"))
str_kept = str
str = lambda v: "mine"
print(str(5), f"{5}", "%s" % 5)
del str
print(str(5))


def reads_later():
    return defined_later


defined_later = "ok"
print(reads_later())
if True:
    conditional = 1
print(conditional, "conditional" in dir())
print(__name__, __doc__, __builtins__ is builtins or isinstance(__builtins__, dict))
