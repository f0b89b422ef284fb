a = list(range(10))
print(a[2:5], a[:-3], a[-3:], a[::3], a[8:2:-2], a[::-1], a[5:2], a[100:], a[-100:2], a[slice(1, 4)], a[slice(None, None, 4)])
a[2:5] = ["x"]
print(a)
a[1:1] = [10, 11]
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[5:] = []
print(a)
del a[1:3]
print(a)
b = list(range(10))
del b[::2]
print(b)
del b[-1:]
print(b)
b[:] = "abc"
print(b)
b[1:2] = (i * i for i in range(4))
print(b)
b[len(b) :] = [1]
b[:0] = [2]
print(b)
try:
    b[::2] = [1]
except ValueError as error:
    print(error)
try:
    b[0:1] = 5
except TypeError as error:
    print(error)
try:
    b[::0]
except ValueError as error:
    print(error)
print(slice(1, 2, 3), slice(5).indices(3), slice(None, None, -1).indices(4), slice(1, 2) == slice(1, 2), slice(1, 5, 2).step)
print((1, 2, 3)[::-1], "abcdef"[4:1:-1], range(10)[2:8:2], b"abc"[::-1])
