import math

total = 0.0
for i in range(1, 3000):
    total += math.sqrt(i) + math.sin(i) * math.floor(i / 3) - abs(-i) + min(i, 5) + max(i, 7.5)
print(round(total, 4))
n = 0
for i in range(2500):
    n += len(str(i)) + int("7") + ord(chr(65 + i % 26)) + isinstance(i, int) + (divmod(i, 7)[1]) + round(i / 3) + pow(i, 2, 11) + hash(i) % 2 + bool(i)
print(n)
items = [5, 3, 8]
for i in range(2000):
    items.append(items.pop(0))
    n += items.index(8) + items.count(3) + sum(items) + len(items)
print(n, items)
text = 0
for i in range(1500):
    text += len("a,b,c".split(",")) + "hello".find("l") + len("x".join("abc")) + "abc".startswith("a") + len(f"{i:05d}") + len(repr(i))
print(text)
f = 0.0
for i in range(2000):
    f += float(i) ** 0.5 + (i * 1.5).is_integer() + int(i * 0.7)
print(round(f, 6))
