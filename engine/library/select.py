"""Waiting for files and sockets: there is nothing here that could be waited for, but for time."""

error = OSError


def select(rlist, wlist, xlist, timeout=None, /):
    if rlist or wlist or xlist:
        raise OSError("there are no sockets here to wait for")
    if timeout is None:
        raise OSError("select() without anything to wait for would never return")
    import time

    time.sleep(timeout)
    return [], [], []
