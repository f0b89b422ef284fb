# A global and a function that are given new values while the loop that uses them is hot.
step = 1


def advance(x):
    return x + step


x = 0
for i in range(5000):
    if i == 2000:
        step = 10
    if i == 3500:
        step = 0.5
    x = advance(x)
print(x)


def one():
    return 1


total = 0
for i in range(5000):
    if i == 2500:
        def one():
            return 100
    total += one()
print(total)
limit = 1000
i = 0
while i < limit:
    i += 1
    if i == 900 and limit < 4000:
        limit = 4000
print(i)


def counting():
    global tally
    tally += 1


tally = 0
for i in range(3000):
    counting()
    if i == 1500:
        tally = -1
print(tally)
globals()["step"] = 7
y = 0
for i in range(3000):
    if i % 1000 == 999:
        globals()["step"] += 1
    y += step
print(y)
