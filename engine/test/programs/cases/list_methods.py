a = [3, 1, 2]
a.append(5)
a.extend([7, 6])
a.insert(0, 0)
a.insert(-1, 99)
a.insert(100, "end")
print(a, len(a), a.pop(), a.pop(0), a.pop(-2), a)
a.remove(5)
a.reverse()
print(a, a.index(3), a.count(1), a.copy() == a, a.copy() is a)
a.sort()
print(a, sorted(a, reverse=True), a[::-1], a[-1], a[1:3], a[:], a + [1], a * 2, 2 * a, [] * 5)
a.clear()
print(a, not a)
b = list("hello")
b[1] = "E"
b[-1] = "O"
del b[0]
print(b, "E" in b, "x" not in b, b == ["E", "l", "l", "O"], b != [], b < ["F"])
words = ["banana", "fig", "Apple", "cherry"]
words.sort(key=len)
print(words)
words.sort(key=str.lower, reverse=True)
print(words)
pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[1], reverse=True))
n = [[0] * 2] * 2
n[0][0] = 1
print(n, [[], [1, [2, "x"]], (3,)], [None, True, 1.5])
c = d = [1]
c += [2]
print(d, c is d)
c = c + [3]
print(d, c)
e = [1]
e.append(e)
print(e, e == e)
x, *y = [1, 2, 3]
print(x, y, [*y, 0, *"ab"], list(range(3)), list((1, 2)), list({"k": 1}))
