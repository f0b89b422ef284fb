# Text whose characters grow wider half-way through.
parts = ["a"] * 1500 + ["é"] * 500 + ["€"] * 500 + ["😀"] * 500
s = ""
total = 0
for p in parts:
    s = s + p
    total += ord(s[-1])
    if len(s) > 20:
        s = s[-10:]
print(total, s)
words = ["plain", "naïve", "日本", "😀😀"]
n = 0
for i in range(4000):
    w = words[i // 1000]
    n += len(w) + (w[0] < "m") + (w[-1] in "e日😀")
print(n)
joined = ""
for i in range(1200):
    joined += chr(i * 91 % 0xD000)
print(len(joined), sum(map(ord, joined)), joined[65] == chr(65 * 91 % 0xD000))
