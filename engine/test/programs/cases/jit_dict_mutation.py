config = {"scale": 2}
total = 0
for i in range(4000):
    if i == 1500:
        config["scale"] = 3
    if i == 2500:
        config["other"] = 1
        config["scale"] = 0.5
    if i == 3500:
        del config["other"]
        config = {"scale": 10}
    total += config["scale"]
print(total)
try:
    for i in range(4000):
        if i == 3000:
            del config["scale"]
        total += config["scale"]
except KeyError as error:
    print(error, i, total)
d = {i: i for i in range(1000)}
try:
    for k in d:
        if k == 800:
            d["new"] = 1
except RuntimeError as error:
    print(error, k)
for k in d:
    d[k] = 0
print(sum(d.values()), len(d))
cache = {}


def square(n):
    if n in cache:
        return cache[n]
    cache[n] = r = n * n
    return r


print(sum(square(i % 50) for i in range(3000)), len(cache))
