data = bytearray(b"hello")
view = memoryview(data)
print(view[0], view[-1], len(view), bytes(view[1:3]), view.tolist(), view == b"hello")
view[0] = 72
view[1:3] = b"EL"
print(data, view.readonly, memoryview(b"x").readonly, view.nbytes, view.format)
with memoryview(data) as other:
    print(other[0])
try:
    memoryview(b"abc")[0] = 1
except TypeError as error:
    print(error)
try:
    memoryview("text")
except TypeError as error:
    print(error)
