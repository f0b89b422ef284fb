import itertools as it

print(list(it.chain([1], [2])), list(it.chain.from_iterable(["ab", "c"])), list(it.islice(it.count(5), 3)), list(it.islice("abcdef", 1, None, 2)))
print(list(it.combinations("abc", 2)), list(it.permutations([1, 2])), list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b, initial=10)), list(it.zip_longest("ab", [1], fillvalue="-")))
print([(k, list(g)) for k, g in it.groupby("aabb")], list(it.takewhile(lambda x: x < 3, range(9))), list(it.dropwhile(lambda x: x < 7, range(9))))
print(list(it.repeat(1, 2)), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.compress("abcd", [1, 0, 1, 0])), list(it.filterfalse(None, [0, 1, ""])), list(it.pairwise([1, 2, 3])), list(it.batched("abcde", 2)), list(it.combinations_with_replacement("ab", 2)))
a, b = it.tee([1, 2, 3])
print(list(a), list(b), list(it.islice(it.cycle("xy"), 5)))
