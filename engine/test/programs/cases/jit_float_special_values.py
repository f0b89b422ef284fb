inf, nan = float("inf"), float("nan")
x = 1.0
turns = 0
while x != inf:
    x *= 1.5
    turns += 1
print(turns, x)
count = [0, 0, 0]
for i in range(3000):
    v = nan if i % 3 == 0 else inf if i % 3 == 1 else -0.0
    if v != v:
        count[0] += 1
    elif v > 1e300:
        count[1] += 1
    elif v == 0:
        count[2] += 1
print(count)
y = 1.0
for i in range(2000):
    y = -y * 0.5
print(y, str(y))
z = nan
hits = 0
for i in range(2000):
    if z < i or z > i or z == i or z <= i or z >= i:
        hits += 1
    if not (z != i):
        hits += 1
print(hits, max(1.0, nan), min(nan, 1.0))
try:
    for i in range(2000):
        w = 10.0 ** i
except OverflowError as error:
    print(i, error.args)
try:
    for i in range(2000, -1, -1):
        w = 1.0 / i
except ZeroDivisionError as error:
    print(i, error)
