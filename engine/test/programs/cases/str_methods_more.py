table = str.maketrans({"a": "1", "b": None, "c": "xyz"})
print("abcabc".translate(table), "hello".translate(str.maketrans("el", "ip")), "hello".translate(str.maketrans("", "", "l")))
print(str.maketrans("ab", "cd") == {97: 99, 98: 100})
print("Hello World".swapcase(), "they're bill's".title(), "x".join(["a"]), "a-b_c".split("-"))
print("abc".__contains__("b"), "abc".__len__(), "abc".__getitem__(1), "a".__add__("b"), "a".__mul__(3), str.upper("q"))
print("b" > "a", "abc".__lt__("abd"), "a".__eq__(1), max("abc", "abd"), min("b", "a", "c"))
print("hello world".find("o", 5, 7), "hello".find("", 2), "hello".find("", 9), "hello".rfind("l", 0, 3), "abc".endswith("b", 0, 2))
print("aXbXc".split("X", 0), "aXbXc".rsplit("X", 1), " a  b ".split(None, 1), " a  b ".rsplit(None, 1), "abc".split("abc"))
print(list("abc"), tuple("ab"), set("a"), sorted("banana"), "".join(reversed("abc")), list(enumerate("ab")), dict(zip("ab", "cd")))
print("abc" "def"[1:3], "%s" "%d" % ("a", 1), ("a"
      "b"), "line \
continued")
print(isinstance("a", str), str(), str(5), str(None), str([1]), str(b"ab", "utf-8"), str(object=3), type("a").__name__)
print("é".isprintable(), "\n".isprintable(), "".isprintable(), "aB".islower(), "ab1".islower(), "1".islower(), "if".isidentifier(), "é".isidentifier())
s = "abc"
t = s
s += "d"
print(s, t, s is t, "a" * -1 == "")
