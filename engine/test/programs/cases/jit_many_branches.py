def step(kind, x):
    if kind == 0:
        return x + 1
    elif kind == 1:
        return x - 2
    elif kind == 2:
        return x * 3 % 1009
    elif kind == 3:
        return x ^ 7
    elif kind == 4:
        return x // 2
    else:
        return -x


x = 5
state = 1
for i in range(6000):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    x = step((state >> 16) % 6, x)
print(x, state)
