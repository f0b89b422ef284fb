from collections import ChainMap, Counter, OrderedDict, defaultdict

c = Counter("mississippi")
print(c.most_common(2), c["s"], c["zz"], c + Counter("ss") == Counter("mississippiss"), sum(c.values()))
c.update("pp")
c.subtract("i")
print(c, +c == c, list(c.elements())[:4])
dd = defaultdict(list)
dd["a"].append(1)
dd["b"] += [2]
print(dd, dict(dd), len(dd["new"]), sorted(dd))
counts = defaultdict(int)
for word in "a b a c a".split():
    counts[word] += 1
print(dict(counts))
od = OrderedDict(a=1, b=2)
od.move_to_end("a")
print(od, od.popitem(last=False), list(od))
cm = ChainMap({"x": 1}, {"x": 2, "y": 3})
print(cm["x"], cm["y"], sorted(cm))
