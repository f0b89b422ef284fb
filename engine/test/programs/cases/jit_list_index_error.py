def walk(items):
    i = total = 0
    while True:
        total += items[i]
        i += 1


try:
    walk(list(range(3000)))
except IndexError as error:
    frame = error.__traceback__.tb_next.tb_frame
    print(error, frame.f_locals["i"], frame.f_locals["total"])
shrinking = list(range(2000))
seen = 0
try:
    for i in range(2000):
        seen += shrinking[i]
        if i % 2:
            shrinking.pop()
except IndexError as error:
    print(error, i, seen)
hits = 0
small = [1, 2, 3]
for i in range(3000):
    try:
        hits += small[i % 5]
    except IndexError:
        hits += 100
print(hits)
