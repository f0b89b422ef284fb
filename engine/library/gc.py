"""The collector, which is a tracing one without generations."""

from _gc import request as _request
from _weakref import run_callbacks as _run_callbacks

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL = 1, 2, 4, 32
callbacks, garbage = [], []
_enabled = True
_threshold = (2000, 10, 0)


def collect(generation=2):
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    _request()
    # The turns of a loop are safepoints: there the request is heard.
    for _ in range(3):
        pass
    _run_callbacks()
    return 0


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def get_count():
    return (0, 0, 0)


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=0, /):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_stats():
    return [{"collections": 0, "collected": 0, "uncollectable": 0} for _ in range(3)]


def get_debug():
    return 0


def set_debug(flags, /):
    pass


def is_tracked(obj, /):
    return not isinstance(obj, (int, float, str, bytes, type(None)))


def is_finalized(obj, /):
    return False


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0
