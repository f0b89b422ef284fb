def run(n):
    for i in range(n):
        if i == 0:
            value = 10
        if i == n - 1:
            del value
        total = value + i
    return total


try:
    run(3000)
except UnboundLocalError as error:
    print(error)


def late(n):
    for i in range(n):
        if i > n - 2:
            found = i
    return found


print(late(3000))


def conditional(n, flag):
    for i in range(n):
        if flag:
            x = i
        else:
            y = i
    return x


print(conditional(2000, True))
try:
    conditional(2000, False)
except UnboundLocalError as error:
    print(error)
name_count = 0
for i in range(2500):
    try:
        undefined_name if i < 1500 else name_count
    except NameError:
        name_count += 1
print(name_count)
for i in range(2000):
    temp = i
    del temp
print("temp" in globals())
