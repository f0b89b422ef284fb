class T:
    pass


t = T()
t.keep = 0
for i in range(3000):
    t.temp = i
    t.keep += t.temp
    del t.temp
print(t.keep, t.__dict__)
missing = 0
for i in range(3000):
    if i % 7 == 0:
        t.flag = i
    try:
        missing += t.flag % 2
        if i % 3 == 0:
            del t.flag
    except AttributeError:
        missing += 10
print(missing)


class D:
    value = 5


d = D()
total = 0
for i in range(4000):
    if i == 1000:
        d.value = 7
    if i == 2000:
        del d.value
    if i == 3000:
        D.value = 9
    total += d.value
print(total)
