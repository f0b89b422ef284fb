import sys
import traceback


def inner():
    raise KeyError("inside")


try:
    inner()
except KeyError:
    traceback.print_exc()
    text = traceback.format_exc()
    print(text.splitlines()[-1], len(text.splitlines()))
try:
    inner()
except KeyError as error:
    lines = traceback.format_exception(error)
    print(lines[-1].strip(), traceback.format_exception_only(error))
    print([(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)])
print(sys.exc_info())
