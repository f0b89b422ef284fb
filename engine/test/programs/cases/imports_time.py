import time

start = time.perf_counter()
t = time.time()
time.sleep(0.002)
print(time.perf_counter() - start >= 0.001, time.time() >= t, isinstance(time.time(), float), isinstance(time.time_ns(), int), time.monotonic() >= 0, time.process_time() >= 0)
print(type(time.perf_counter_ns()).__name__, time.gmtime(0)[:6], time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400 * 365)))
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
try:
    time.sleep("a")
except TypeError as error:
    print(error)
