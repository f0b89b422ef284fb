counts = {}
for i in range(5000):
    k = i * i % 97
    counts[k] = counts.get(k, 0) + 1
print(len(counts), sum(counts.values()), counts[1], sorted(counts.items())[:3])
words = {"a": 0, "b": 0, "c": 0}
for i in range(3000):
    words["abc"[i % 3]] += i
print(words)
d = {}
for i in range(2000):
    d[i] = i * 2
    if i % 3 == 0:
        del d[i]
    if i % 5 == 0 and i - 1 in d:
        d[i - 1] = "x"
print(len(d), sum(v for v in d.values() if v != "x"), list(d.items())[-2:])
missing = 0
for i in range(3000):
    if i not in d:
        missing += 1
    elif d[i] == "x":
        missing += 1000
print(missing)
mixed = {1: "int", "1": "str", (1,): "tuple", 1.5: "float", None: "none"}
keys = [1, "1", (1,), 1.5, None, 1.0, True]
out = {}
for i in range(2100):
    v = mixed[keys[i % 7]]
    out[v] = out.get(v, 0) + 1
print(out)
