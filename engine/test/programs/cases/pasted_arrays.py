# Compact numbers: array, struct, memoryview, bytes.
import array
import io
import struct
import sys
import warnings
from array import array as make

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    make("u")
print(caught[0].category.__name__, caught[0].message, caught[0].lineno)
warnings.simplefilter("ignore")

numbers = make("i", [3, 1, 4, 1, 5, 9, 2, 6])
print(numbers, numbers.typecode, numbers.itemsize, len(numbers), numbers[2], numbers[-1], numbers[1:4], numbers[::-2])
numbers.append(5)
numbers.extend([3, 5])
numbers.insert(1, -7)
numbers.insert(-100, 0)
print(numbers.pop(), numbers.pop(0), numbers.count(1), numbers.index(9), 4 in numbers, numbers.tolist())
numbers.remove(1)
numbers[0], numbers[-1] = 100, -100
numbers[2:4] = make("i", [7, 7, 7])
del numbers[0:2], numbers[-1]
numbers.reverse()
print(numbers, sum(numbers), max(numbers), sorted(numbers), numbers + make("i", [1]), make("i", [1, 2]) * 2)
numbers *= 2
numbers += make("i", [9])
print(numbers, numbers == make("l", numbers.tolist()), numbers < make("i", [99]), make("b", [1]) != make("b", [2]))
for code in array.typecodes:
    a = make(code)
    if code in "uw":
        a.fromunicode("héλ😀")
        print(a, a.tounicode(), a.itemsize, list(a))
    elif code in "fd":
        a.extend([1.5, -2.25, 1e300 if code == "d" else 0.1, float("inf")])
        print(a, a.itemsize, a.tobytes().hex())
    else:
        low = -(1 << (a.itemsize * 8 - 1)) if code.islower() else 0
        high = (1 << (a.itemsize * 8 - (1 if code.islower() else 0))) - 1
        a.fromlist([low, 0, 1, high])
        swapped = make(code, a)
        swapped.byteswap()
        print(a, a.itemsize, swapped[2], a.tobytes() == make(code, a.tobytes()).tobytes())
        for wrong in (high + 1, low - 1, 1.5, "x", None, 1 << 70):
            try:
                a.append(wrong)
            except (OverflowError, TypeError) as error:
                print("  ", type(error).__name__, error)
stream = io.BytesIO()
make("h", [1, -2, 3]).tofile(stream)
stream.seek(0)
back = make("h")
back.fromfile(stream, 2)
print(back, stream.read(), bytes(back), bytearray(back), struct.unpack("<2h", back), back.buffer_info()[1])
try:
    back.fromfile(io.BytesIO(b"abcd"), 4)
except EOFError as error:
    print(error, back)


class Samples(make):
    def __new__(cls, values):
        return super().__new__(cls, "d", values)

    def mean(self):
        return sum(self) / len(self)


samples = Samples([1, 2, 6])
samples.label = "x"
print(samples, samples.mean(), samples.label, type(samples[:2]).__name__, isinstance(samples, array.ArrayType))
import copy
import pickle
print(copy.copy(make("f", [1])), copy.deepcopy(numbers) == numbers, pickle.loads(pickle.dumps(make("q", [1, 2]))))
for act in (lambda: make("x"), lambda: make("ii"), lambda: make("i", "ab"), lambda: make("i", [1, "a"]), lambda: make("i")[0], lambda: make("i", [1])["a"],
            lambda: make("i").pop(), lambda: make("i", [1]).pop(3), lambda: make("i").remove(1), lambda: make("i").index(1),
            lambda: make("i") + [1], lambda: make("i") + make("b"), lambda: make("h", b"abc"), lambda: make("i").fromlist((1,)),
            lambda: make("i").fromunicode("a"), lambda: make("i").tounicode(), lambda: make("i", [1]) * "a", lambda: hash(make("i")),
            lambda: make("i", 5), lambda: make("w", "ab").append("cd"), lambda: make("u", [1]), lambda: make(3),
            lambda: make("i").extend(make("d", [1])), lambda: make("i").frombytes("abc"), lambda: make("i", [1]) < [1],
            lambda: make("b", [1, 2]).__setitem__(slice(None), [1])):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)
for value in (b"\xff" * 8, b"\x00\x00\x00\x00\x00\x00\xf8\x7f"):
    print(struct.unpack("<d", value), make("d", value), struct.unpack("<2f", value))
print(memoryview(b"abc")[1:].tobytes(), bytes(memoryview(bytearray(b"xyz"))[::-1]), sys.getsizeof(1) > 0)
