seen = set()
repeats = 0
x = 1
for i in range(4000):
    x = x * 31 % 1009
    if x in seen:
        repeats += 1
    else:
        seen.add(x)
print(len(seen), repeats)
s = set(range(100))
for i in range(3000):
    if i % 3:
        s.add(i % 150)
    else:
        s.discard(i % 150)
print(len(s), sum(s))
total = 0
for i in range(1000):
    total += len({i % 3, i % 5, i % 7})
    total += 5 in {1, 5, i}
print(total)
letters = set()
for c in "hello world" * 100:
    letters.add(c)
print(sorted(letters))
pairs = {(i % 10, i % 7) for i in range(2000)}
hit = sum((a, b) in pairs for a in range(20) for b in range(20))
print(len(pairs), hit)
