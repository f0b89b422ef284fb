# A branch that goes one way for thousands of turns and then the other way.
a = b = 0
for i in range(6000):
    if i < 3000:
        a += i
    else:
        b += i
print(a, b)
state = "low"
counts = {"low": 0, "high": 0}
for i in range(6000):
    if i % 2000 == 1999:
        state = "high" if state == "low" else "low"
    if state == "low":
        counts["low"] += 1
    else:
        counts["high"] += 2
print(counts)
x = 0
for i in range(5000):
    if i & 1:
        x += 3
    elif i % 5 == 0:
        x -= 1
    elif i % 7 == 0:
        x ^= 5
    else:
        x += i
print(x)
