"""Waiting for sockets, of which there are only pairs within the program (see _socket), and for time."""

import _socket
import time as _time

error = OSError

# Nothing outside can make a pair readable: what is not ready now is not after any wait, however long.
_LONG = 3600.0


def _find(file):
    """The end of a pair that a number, or what has a fileno(), stands for."""
    if not isinstance(file, int):
        try:
            file = file.fileno()
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        if not isinstance(file, int):
            raise TypeError("fileno() returned a non-integer")
    if file < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({file})")
    return _socket._end(file)


# A static method, so that it does not bind where a class takes it for an attribute: CPython's is a built-in function.
@staticmethod
def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    readable = [file for file in rlist if _find(file)._is_readable()]
    writable = [file for file in wlist if _find(file)._is_writable()]
    for file in xlist:
        _find(file)
    if not readable and not writable:
        if timeout:
            _time.sleep(timeout)
        while timeout is None:
            _time.sleep(_LONG)
    return readable, writable, []
