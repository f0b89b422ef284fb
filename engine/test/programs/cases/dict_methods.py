d = {"one": 1, "two": 2}
d["three"] = 3
d["one"] = 11
print(d, len(d), d["two"], d.get("x"), d.get("x", 0), "one" in d, "x" not in d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items())
del d["two"]
d["two"] = 22
print(d, d.pop("one"), d.pop("zz", None), d.popitem(), d)
print(d.setdefault("k", []), d.setdefault("k", 5), d)
d.update({"a": 1}, b=2)
d.update([("c", 3), ("a", 9)])
print(d, d | {"z": 0}, d.copy() == d, {**d, "a": 0}, dict(a=1, b=2), dict([(1, 2)]), dict({"q": 1}, r=2), dict.fromkeys("ab", 0), dict.fromkeys([1]))
d |= {"new": 1}
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): 3, None: 4, "s": {"nested": []}}, {})
print({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == [], {"a": 1} != {"a": 2})
print({k: v * 2 for k, v in d.items() if isinstance(v, int)}, sorted(d, key=str), max({"x": 1, "y": 2}), list(reversed({"a": 1, "b": 2})))
print(d.keys() & {"a", "zz"}, {"a": 1}.keys() | {"b"} == {"a", "b"}, {"a": 1}.items() <= {"a": 1, "b": 2}.items(), d.keys() - d.keys())
d.clear()
print(d, bool(d), d.get(None))
view = d.items()
d["late"] = 1
print(view, len(view), ("late", 1) in view, 1 in d.values())
