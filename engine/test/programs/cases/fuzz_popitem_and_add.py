# Items added and popped in turn fill the index of a dict with words that say "deleted": a search for a key that is absent
# must still come to an end. Found by the fuzzer.
cache = {6: 11, 8: 3}
for i in range(200):
    cache[i + 9] = i
    if i % 3:
        cache[i // 2] = -i
    if len(cache) > 20:
        print(i, cache.popitem(), i * 7 in cache, end=" ")
print(len(cache), sorted(cache)[:5])

names = {}
for i in range(100):
    names["n" + str(i)] = i
    names.popitem()
    names.get("absent")
print(names)

grown = dict.fromkeys(range(12))
for turn in range(40):
    while len(grown) > turn % 5:
        grown.popitem()
    for key in range(turn, turn + 9):
        grown[key * 5] = turn
    del grown[turn * 5 + 40]
print(grown)
