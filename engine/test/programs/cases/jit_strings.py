text = "the quick brown fox jumps over the lazy dog " * 40
vowels = 0
for c in text:
    if c in "aeiou":
        vowels += 1
print(vowels)
h = 0
for c in text:
    h = (h * 31 + ord(c)) % 1000003
print(h)
i = spaces = 0
while i < len(text):
    if text[i] == " ":
        spaces += 1
    i += 1
print(spaces)
out = []
for c in text[:1500]:
    out.append(c.upper() if c > "m" else c)
print("".join(out)[:40])
s = ""
for i in range(1500):
    s += "ab"[i & 1]
    if len(s) > 100:
        s = s[50:]
print(s[:10], len(s))
wide = "aé€😀" * 300
kinds = [0, 0, 0, 0]
for c in wide:
    o = ord(c)
    kinds[0 if o < 128 else 1 if o < 256 else 2 if o < 65536 else 3] += 1
print(kinds)
equal = 0
for i in range(2000):
    if str(i % 10) == "7" or "x%d" % i == "x1999":
        equal += 1
print(equal)
