"""What CPython has in C of datetime: its Python, which says the same in the same words but for this."""

from _pydatetime import *
from _pydatetime import _IsoCalendarDate

_IsoCalendarDate.__repr__ = lambda self: "datetime.IsoCalendarDate(year=%s, week=%s, weekday=%s)" % tuple(self)
