# The divisor reaches zero long after the loop has become hot.
def run(start):
    total = 0
    for i in range(start, -10, -1):
        total += 1000 // i
    return total


for start in (2000, 2500):
    try:
        run(start)
    except ZeroDivisionError as error:
        print(error, error.__traceback__.tb_next.tb_frame.f_locals["i"], error.__traceback__.tb_next.tb_lineno)
caught = 0
for i in range(3000):
    try:
        caught += 7 % (i % 50)
    except ZeroDivisionError:
        caught += 1000
print(caught)
