import sys

for i in range(2000):
    if i % 250 == 0:
        print("at", i)
    if i % 400 == 399:
        sys.stdout.write(f"[{i}]")
        sys.stderr.write(f"e{i} ")
print()
total = 0


class Loud:
    def __add__(self, other):
        global total
        total += 1
        if total % 500 == 0:
            print("added", total)
        return self


loud = Loud()
for i in range(2000):
    loud = loud + i
print(total)
