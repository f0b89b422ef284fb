import sys


def work():
    try:
        return int("ten")
    finally:
        print("cleaning up")
        print("to stderr", file=sys.stderr)


work()
