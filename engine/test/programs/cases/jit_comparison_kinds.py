count = [0] * 8
values = [1, 1.5, 2**40, -3, True, 2**70, 0.0, -(2**50)]
for i in range(4000):
    a, b = values[i % 8], values[(i // 8) % 8]
    if a < b:
        count[0] += 1
    if a <= b:
        count[1] += 1
    if a == b:
        count[2] += 1
    if a != b:
        count[3] += 1
    if a is b:
        count[4] += 1
    if a > b or a >= b:
        count[5] += 1
    if a in values[:4]:
        count[6] += 1
    if not a:
        count[7] += 1
print(count)
n = 0
for i in range(3000):
    if 10 < i % 100 <= 50 != i:
        n += 1
    if (i % 3 == 0) is (i % 5 == 0):
        n += 2
    if i % 7 and not i % 2 or i == 2999:
        n += 3
    n += (i > 1500) + (i > 2500.5)
print(n)
none_count = 0
x = None
for i in range(3000):
    if x is None:
        none_count += 1
        x = i
    elif i % 10 == 0:
        x = None
print(none_count)
strings = ["a", "b", "aa", "", "é", "😀"]
n = 0
for i in range(3000):
    s, t = strings[i % 6], strings[i % 5]
    n += (s < t) + (s == t) * 2 + (s in t) * 3
print(n)
