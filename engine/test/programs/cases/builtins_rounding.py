for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6, 1e15 + 0.5, 0.0, -0.4):
    print(x, round(x), int(x))
for x, n in ((2.675, 2), (1.005, 2), (0.125, 2), (1234.567, -2), (5.5, 0), (1e20, 2), (0.1 + 0.2, 10), (-2.345, 2), (99.995, 2), (1e-7, 7)):
    print(x, n, round(x, n))
print(round(15, -1), round(25, -1), round(-25, -1), round(1, 5), round(10**20 + 5, -1), round(True), type(round(1.0, 0)).__name__, type(round(1.0)).__name__, round(2.5, None))
print(round(float("inf"), 2), round(1.7976931348623157e308, -300))
for wrong in (lambda: round(float("inf")), lambda: round(float("nan")), lambda: round(1.5, "a"), lambda: round(1.5, 1.5)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
import math
print([math.floor(v) for v in (2.7, -2.7, 0.0)], [math.ceil(v) for v in (2.1, -2.1)], [math.trunc(v) for v in (2.9, -2.9)], 7 // 2, -7 // 2, 7.0 // 2)
print(sum(round(i / 10) for i in range(100)), sum(round(i / 100, 1) for i in range(100)))
