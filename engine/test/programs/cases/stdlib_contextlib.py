from contextlib import contextmanager, suppress


@contextmanager
def managed(x):
    print("before")
    try:
        yield x * 2
    except ZeroDivisionError:
        print("handled")
    finally:
        print("after")


with managed(21) as v:
    print(v)
with managed(1):
    1 / 0
with suppress(KeyError):
    {}[1]
from contextlib import closing, nullcontext, redirect_stdout, ExitStack
import io


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door:
    print("open")
with nullcontext(5) as five:
    print(five)
with redirect_stdout(io.StringIO()) as text:
    print("hidden")
print(repr(text.getvalue()))
with ExitStack() as stack:
    stack.callback(print, "last")
    stack.enter_context(managed(4))
    print("inside")
