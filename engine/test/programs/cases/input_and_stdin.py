# stdin: "Ada\n36\nline three\nline four\nlast"
import sys

name = input("name? ")
age = int(input())
print(f"{name} is {age}")
print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print(repr(line))
print(repr(sys.stdin.readline()))
try:
    input("more? ")
except EOFError as error:
    print(type(error).__name__, error)
