def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc"[5])
attempt(lambda: "abc".index("z"))
attempt(lambda: "abc".rindex("z"))
attempt(lambda: "a".split(""))
attempt(lambda: "a".partition(""))
attempt(lambda: "abc".foo)
attempt(lambda: "abc".upper(1))
attempt(lambda: "abc".replace("a"))
attempt(lambda: "a".center())
attempt(lambda: "a".center(5, "ab"))
attempt(lambda: ",".join([1, 2]))
attempt(lambda: ",".join(5))
attempt(lambda: "{} {}".format(1))
attempt(lambda: "{a}".format())
attempt(lambda: "{".format())
attempt(lambda: "}".format())
attempt(lambda: "%d %d" % 1)
attempt(lambda: "%d" % (1, 2))
attempt(lambda: "%z" % 1)
attempt(lambda: format("a", "d"))
attempt(lambda: format(1.5, "d"))
attempt(lambda: format(1, "s"))
attempt(lambda: str("abc")["a"])
attempt(lambda: "a" + b"b")
attempt(lambda: chr(-1))
attempt(lambda: chr(0x110000))
attempt(lambda: ord(""))
attempt(lambda: "é".encode("ascii"))
attempt(lambda: b"\xff".decode("utf-8"))
attempt(lambda: "a".encode("no-such-codec"))


def assign():
    s = "abc"
    s[0] = "x"


attempt(assign)


def remove():
    s = "abc"
    del s[0]


attempt(remove)
