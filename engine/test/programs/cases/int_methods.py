print((5).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xff", "little", signed=True))
print((3).conjugate(), (7).real, (7).imag, (7).numerator, (7).denominator)
print((10).as_integer_ratio(), (6).is_integer(), int(), int(7.9), int(-7.9), int(True))
print(pow(2, 10), pow(2, -1), pow(3, 200, 1000007), pow(-3, 3, 7), pow(3, -1, 7), pow(2, 0.5))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-15, -1), round(5))
print(isinstance(True, int), type(5), type(5) is int, 5 .__class__, (5).__add__(3), (5).__add__(3.0))
print(int.__add__(2, 3), (2).__rsub__(10), (5).__lt__(6), (2).__eq__("a"), (7).__floordiv__(2), (5).__bool__())
try:
    (300).to_bytes(1, "big")
except OverflowError as error:
    print(error)
try:
    (-1).to_bytes(1, "big")
except OverflowError as error:
    print(error)
try:
    pow(2, -1, 4)
except ValueError as error:
    print(error)
try:
    1 << -1
except ValueError as error:
    print(error)
