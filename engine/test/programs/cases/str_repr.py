for s in ("plain", "it's", 'say "hi"', "both ' and \"", "back\\slash", "new\nline", "tab\t", "cr\r", "nul\0", "\x07bell", "\x7f", "\x80", "\xa0", "\xad",
          "é", "€", "😀", "\u200b", "\u2028", "\ud800", "\ue000", "\U000e0001", "日本", "\x1b[0m", ""):
    print(repr(s).encode("ascii", "backslashreplace").decode(), len(s))
print(["a", 'b"', "c'"], ("x",), {"k": "v\n"}, {"é"})
print(str("x"), repr("x"), repr(repr("x")), ascii("é"), ascii(["é😀"]))
print("%r %s %a" % ("é", "é", "é"), f"{'é'!r} {'é'!s} {'é'!a}")
