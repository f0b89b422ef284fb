text = ""
for i in range(2000):
    text += chr(97 + i % 26)
print(len(text), text[:30], text[-5:], text.count("z"))
parts = []
for i in range(1000):
    parts.append(str(i))
joined = ",".join(parts)
print(len(joined), joined[:20], joined[-20:], hash(joined) == hash(",".join(map(str, range(1000)))))
wide = ""
for i in range(300):
    wide += "é" if i % 3 == 0 else "😀" if i % 3 == 1 else "x"
print(len(wide), wide[:6], wide.count("😀"), wide[::100])
reverse = ""
for c in "stressed":
    reverse = c + reverse
print(reverse)
counts = {}
for c in text:
    counts[c] = counts.get(c, 0) + 1
print(counts["a"], counts["z"], len(counts))
