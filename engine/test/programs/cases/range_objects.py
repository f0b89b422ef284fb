r = range(2, 20, 3)
print(r, list(r), len(r), r[1], r[-1], r[1:3], 8 in r, 9 in r, r.index(8), r.count(2), r.start, r.stop, r.step)
print(range(5) == range(0, 5, 1), range(0) == range(5, 2), hash(range(3)) == hash(range(0, 3)), list(range(5, 0, -2)), list(reversed(range(4))))
print(bool(range(0)), range(10)[::-1], range(3, 3), len(range(10**9)), 10**17 in range(10**18), 10**18 in range(0, 10**18, 3), sum(range(101)))
print(max(range(5)), sorted(range(3), reverse=True), list(range(-3, 3)), tuple(range(2)), "a" in range(3), 1.0 in range(3), range(True, 3))
for wrong in (lambda: range(1, 2, 0), lambda: range(3)[5], lambda: range("a"), lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(3).index(9)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
it = iter(range(3))
print(next(it), list(it), next(it, "done"), it.__length_hint__())
for i in range(3):
    i = 10
print(i)
for big in range(2**31 - 2, 2**31 + 2):
    print(big, end=" ")
for big in range(2**63 - 1, 2**63 + 2):
    print(big, end=" ")
print()
