print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0[1]} {0[0]}".format([1, 2]))
print("{0.real} {a[k]} {0!r}".format(5, a={"k": "v"}), "{{}} {}".format(3), "{!r:>6}|{!s:<4}|".format("a", "b"))
print("{:>10}|{:<10}|{:^10}|{:*^10}|{:010d}".format("r", "l", "c", "f", 42))
print("{:{}}|{:{w}.{p}f}|{:>{w}}".format("a", 5, 3.14159, "z", w=8, p=2))
print("{:,} {:_} {:.2%} {:+} {:e} {:b} {:#x}".format(1234567, 1234567, 0.5, 5, 1234.5, 5, 255))
print("{:5}|{:5}|{:5}|{:5}".format("s", 1, 1.5, True), "{:.3}".format("abcdef"), "{:<6.2f}|".format(1.005))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __format__(self, spec):
        return f"<{self.x}:{self.y}|{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


p = Point(1, 2)
print("{} {:abc} {!s} {!r} {.x} {p.y}".format(p, p, p, p, p, p=p), f"{p} {p:q} {p!r:>6} {p!s}", format(p), format(p, "z"))
print("{a} {b}".format_map({"a": 1, "b": 2}), str.format("{}-{}", 1, 2))
