def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print(error)


attempt(lambda: 1 + "a")
attempt(lambda: "a" + 1)
attempt(lambda: [1] + (2,))
attempt(lambda: "a" - "b")
attempt(lambda: {} | [])
attempt(lambda: "a" * "b")
attempt(lambda: 1.5 & 2)
attempt(lambda: 1 < "a")
attempt(lambda: [] >= None)
attempt(lambda: -"a")
attempt(lambda: ~1.5)
attempt(lambda: +[])
attempt(lambda: 1 @ 2)
attempt(lambda: "a" in 5)
attempt(lambda: 5 in "a5")
attempt(lambda: int(5)[0])
attempt(lambda: len(5))
attempt(lambda: list("ab")["a"])
attempt(lambda: tuple("ab")[1.0])
attempt(lambda: str("abc")[None])
attempt(lambda: {}[[]])
attempt(lambda: hash([]))
attempt(lambda: {[]: 1})
attempt(lambda: {1, {}})
attempt(lambda: iter(5))
attempt(lambda: next([]))
attempt(lambda: int(5)())
attempt(lambda: str("x")())
attempt(lambda: print(**5))
attempt(lambda: print(*5))
attempt(lambda: max(5))
attempt(lambda: sum(["a"]))
attempt(lambda: "a" % 5)
attempt(lambda: "%d" % "a")
attempt(lambda: abs("a"))
attempt(lambda: divmod("a", 1))
attempt(lambda: pow("a", 2))
attempt(lambda: range(1.5))
attempt(lambda: int(None))
attempt(lambda: float([]))
attempt(lambda: ord("ab"))
attempt(lambda: chr("a"))
attempt(lambda: isinstance(1, 5))
attempt(lambda: issubclass(1, int))
attempt(lambda: " ".join([1]))
attempt(lambda: sorted([1, "a"]))


def augmented():
    x = []
    x -= 1


attempt(augmented)
