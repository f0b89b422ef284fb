"""Datetime: dates, times and durations in Python; time zones are fixed offsets."""

import time as _time

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC')

MINYEAR = 1
MAXYEAR = 9999
_MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_LONG_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
                'November', 'December')
_DAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_LONG_DAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month]


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_before_month(year, month):
    return sum(_days_in(year, m) for m in range(1, month))


def _to_ordinal(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _from_ordinal(n):
    n -= 1
    n400, n = divmod(n, 146097)
    year = n400 * 400 + 1
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year += n100 * 100 + n4 * 4 + n1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = 1
    while n >= _days_in(year, month):
        n -= _days_in(year, month)
        month += 1
    return year, month, n + 1


def _check_date(year, month, day):
    for value in (year, month, day):
        if not hasattr(value, '__index__'):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year must be in {MINYEAR}..{MAXYEAR}, not {year}')
    if not 1 <= month <= 12:
        raise ValueError(f'month must be in 1..12, not {month}')
    dim = _days_in(year, month)
    if not 1 <= day <= dim:
        raise ValueError(f'day {day} must be in range 1..{dim} for month {month} in year {year}')


def _check_time(hour, minute, second, microsecond):
    if not 0 <= hour <= 23:
        raise ValueError(f'hour must be in 0..23, not {hour}')
    if not 0 <= minute <= 59:
        raise ValueError(f'minute must be in 0..59, not {minute}')
    if not 0 <= second <= 59:
        raise ValueError(f'second must be in 0..59, not {second}')
    if not 0 <= microsecond <= 999999:
        raise ValueError(f'microsecond must be in 0..999999, not {microsecond}')


def _offset_text(offset, colon=':'):
    if offset is None:
        return ''
    sign = '+'
    if offset.days < 0:
        sign, offset = '-', -offset
    minutes, seconds = divmod(offset.days * 86400 + offset.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f'{sign}{hours:02d}{colon}{minutes:02d}'
    return text + (f'{colon}{seconds:02d}' if seconds else '')


def _strftime(value, format, tuple_):
    year, month, day, hour, minute, second, weekday, yearday = tuple_
    text = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c != '%' or i >= len(format):
            text.append(c)
            continue
        c = format[i]
        i += 1
        if c == 'f':
            text.append('%06d' % getattr(value, 'microsecond', 0))
        elif c == 'z':
            text.append(_offset_text(value.utcoffset() if hasattr(value, 'utcoffset') else None, ''))
        elif c == 'Z':
            text.append((value.tzname() if hasattr(value, 'tzname') else None) or '')
        elif c == 'G':
            text.append('%d' % value.isocalendar()[0])
        elif c == 'V':
            text.append('%02d' % value.isocalendar()[1])
        else:
            text.append(_time.strftime('%' + c, (year, month, day, hour, minute, second, weekday, yearday, -1)))
    return ''.join(text)


class timedelta:
    """A duration."""

    __slots__ = ('_days', '_seconds', '_microseconds')

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        fraction = 0.0
        for value, unit in ((days, 86400000000), (seconds, 1000000), (microseconds, 1), (milliseconds, 1000),
                            (minutes, 60000000), (hours, 3600000000), (weeks, 604800000000)):
            if isinstance(value, float):
                whole = int(value)
                total += whole * unit
                fraction += (value - whole) * unit
            elif isinstance(value, int):
                total += value * unit
            else:
                raise TypeError('unsupported type for timedelta component: ' + type(value).__name__)
        total += round(fraction)
        return cls._make(total)

    @classmethod
    def _make(cls, total):
        self = object.__new__(cls)
        rest, self._microseconds = divmod(total, 1000000)
        self._days, self._seconds = divmod(rest, 86400)
        if not -999999999 <= self._days <= 999999999:
            raise OverflowError(f'days={self._days}; must have magnitude <= 999999999')
        return self

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._total() / 1000000

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (('days', self._days), ('seconds', self._seconds),
                                                       ('microseconds', self._microseconds)) if value]
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02d}:{seconds:02d}'
        if self._days:
            text = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, {text}"
        if self._microseconds:
            text += f'.{self._microseconds:06d}'
        return text

    def __add__(self, other):
        return timedelta._make(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._make(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._make(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._make(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._make(_divide_nearest(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._make(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._make(_divide_nearest(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._make(_divide_nearest(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._make(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._total(), other._total())
        return q, timedelta._make(r)

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0


def _divide_nearest(a, b):
    q, r = divmod(a, b)
    r *= 2
    if (r > b if b > 0 else r < b) or (r == b and q % 2 == 1):
        q += 1
    return q


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    """Base of time zones."""

    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        return (dt + self.utcoffset(dt)).replace(tzinfo=self)


class timezone(tzinfo):
    """A fixed offset from UTC."""

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if not -timedelta(hours=24) < offset < timedelta(hours=24):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}')
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return f'datetime.timezone({self._offset!r})'
        return f'datetime.timezone({self._offset!r}, {self._name!r})'

    def __str__(self):
        return self.tzname(None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


UTC = timezone.utc = timezone(timedelta(0))


class date:
    """A day of the (proleptic Gregorian) calendar."""

    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year, month, day):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.gmtime(t)[:3])

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            if len(text) == 10 and text[4] == text[7] == '-':
                return cls(int(text[:4]), int(text[5:7]), int(text[8:]))
            if len(text) == 8:
                return cls(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError as error:
            if 'must be in' in str(error):
                raise
        raise ValueError(f'Invalid isoformat string: {text!r}')

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = cls(year, 1, 4)
        monday = first.toordinal() - first.weekday()
        return cls.fromordinal(monday + (week - 1) * 7 + day - 1)

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        def monday_of(year):
            first = _to_ordinal(year, 1, 1)
            weekday = (first + 6) % 7
            return first - weekday + (7 if weekday > 3 else 0)
        today = self.toordinal()
        week, day = divmod(today - monday_of(year), 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - monday_of(year), 7)
        elif week >= 52 and today >= monday_of(year + 1):
            year += 1
            week = 0
        return IsoCalendarDate((year, week + 1, day + 1))

    def _tuple(self):
        yearday = _days_before_month(self._year, self._month) + self._day
        return self._year, self._month, self._day, 0, 0, 0, self.weekday(), yearday

    def timetuple(self):
        return _time.struct_time(self._tuple() + (-1,))

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    __str__ = isoformat

    def ctime(self):
        return f'{_DAYS[self.weekday()]} {_MONTHS[self._month - 1]} {self._day:2d} 00:00:00 {self._year:04d}'

    def strftime(self, format):
        return _strftime(self, format, self._tuple())

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def __repr__(self):
        return f'datetime.{type(self).__name__}({self._year}, {self._month}, {self._day})'

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 0 < n <= 3652059:
            raise OverflowError('date value out of range')
        return type(self).fromordinal(n)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and isinstance(other, datetime) is isinstance(self, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


class time:
    """A time of day."""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        _check_time(hour, minute, second, microsecond)
        self = object.__new__(cls)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        return cls(*_parse_time(text, text))

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def isoformat(self, timespec='auto'):
        return _time_text(self, timespec) + _offset_text(self.utcoffset())

    __str__ = isoformat

    def strftime(self, format):
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1))

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def __repr__(self):
        parts = [str(self._hour), str(self._minute)]
        if self._microsecond:
            parts += [str(self._second), str(self._microsecond)]
        elif self._second:
            parts.append(str(self._second))
        if self._tzinfo is not None:
            parts.append(f'tzinfo={self._tzinfo!r}')
        return f"datetime.time({', '.join(parts)})"

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo)

    def _key(self):
        offset = self.utcoffset() or timedelta(0)
        return (self._hour * 3600 + self._minute * 60 + self._second) * 1000000 + self._microsecond - offset._total()

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


def _time_text(value, timespec):
    hour, minute, second, micro = value._hour, value._minute, value._second, value._microsecond
    if timespec == 'auto':
        timespec = 'microseconds' if micro else 'seconds'
    if timespec == 'hours':
        return f'{hour:02d}'
    text = f'{hour:02d}:{minute:02d}'
    if timespec == 'minutes':
        return text
    text += f':{second:02d}'
    if timespec == 'seconds':
        return text
    if timespec == 'milliseconds':
        return text + f'.{micro // 1000:03d}'
    if timespec == 'microseconds':
        return text + f'.{micro:06d}'
    raise ValueError('Unknown timespec value')


def _parse_time(text, whole):
    zone = None
    try:
        for mark in ('Z', '+', '-'):
            at = text.find(mark)
            if at >= 0:
                if mark == 'Z':
                    zone = timezone.utc
                else:
                    offset = text[at + 1:].replace(':', '')
                    delta = timedelta(hours=int(offset[:2]), minutes=int(offset[2:4] or 0))
                    zone = timezone.utc if not delta else timezone(delta if mark == '+' else -delta)
                text = text[:at]
                break
        micro = 0
        if '.' in text:
            text, digits = text.split('.')
            micro = int(digits[:6].ljust(6, '0'))
        parts = [int(part) for part in text.split(':')]
        if len(parts) > 3:
            raise ValueError
        parts += [0] * (3 - len(parts))
    except ValueError:
        raise ValueError(f'Invalid isoformat string: {whole!r}') from None
    return parts[0], parts[1], parts[2], micro, zone


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_time_class = time


class datetime(date):
    """A date and a time of day."""

    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo')

    def __new__(cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        _check_time(hour, minute, second, microsecond)
        self = date.__new__(cls, year, month, day)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        micros = round(t * 1000000)
        seconds, micro = divmod(micros, 1000000)
        value = cls(1970, 1, 1) + timedelta(seconds=seconds, microseconds=micro)
        return value if tz is None else tz.fromutc(value.replace(tzinfo=tz))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        try:
            day = date.fromisoformat(text[:10])
        except ValueError as error:
            if 'must be in' in str(error):
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
        if len(text) == 10:
            return cls(day.year, day.month, day.day)
        return cls(day.year, day.month, day.day, *_parse_time(text[11:], text))

    @classmethod
    def strptime(cls, text, format):
        return _strptime(cls, text, format)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def _micros(self):
        day = (self.toordinal() * 24 + self._hour) * 60 + self._minute
        return (day * 60 + self._second) * 1000000 + self._microsecond

    def timestamp(self):
        offset = self.utcoffset() or timedelta(0)
        return (self._micros() - offset._total() - _EPOCH) / 1000000

    def astimezone(self, tz=None):
        tz = tz or timezone.utc
        utc = self - (self.utcoffset() or timedelta(0))
        return tz.fromutc(utc.replace(tzinfo=tz))

    def _tuple(self):
        yearday = _days_before_month(self._year, self._month) + self._day
        return self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), yearday

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo)

    def isoformat(self, sep='T', timespec='auto'):
        return f'{date.isoformat(self)}{sep}{_time_text(self, timespec)}{_offset_text(self.utcoffset())}'

    def __str__(self):
        return self.isoformat(' ')

    def ctime(self):
        return (f'{_DAYS[self.weekday()]} {_MONTHS[self._month - 1]} {self._day:2d} '
                f'{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}')

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if parts[-1] == 0:
            del parts[-1]
            if parts[-1] == 0:
                del parts[-1]
        text = ', '.join(map(str, parts))
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        return f'datetime.{type(self).__name__}({text})'

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days, rest = divmod(self._micros() + other._total(), 86400000000)
        if not 0 < days <= 3652059:
            raise OverflowError('date value out of range')
        year, month, day = _from_ordinal(days)
        seconds, micro = divmod(rest, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return type(self)(year, month, day, hour, minute, second, micro, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) is not (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._make(self._key() - other._key())

    def _key(self):
        return self._micros() - (self.utcoffset() or timedelta(0))._total()

    def _order(self, other):
        if (self.utcoffset() is None) is not (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._key(), other._key()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) is (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._order(other)
        return a < b

    def __le__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._order(other)
        return a <= b

    def __gt__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._order(other)
        return a > b

    def __ge__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self._order(other)
        return a >= b

    def __hash__(self):
        return hash(self._key())


_EPOCH = _to_ordinal(1970, 1, 1) * 86400000000
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _strptime(cls, text, format):
    import re
    digits = {'Y': r'\d{4}', 'm': r'\d{1,2}', 'd': r'\d{1,2}', 'H': r'\d{1,2}', 'M': r'\d{1,2}', 'S': r'\d{1,2}',
              'f': r'\d{1,6}', 'y': r'\d{2}', 'I': r'\d{1,2}', 'j': r'\d{1,3}', 'p': 'AM|PM', 'z': r'[+-]\d{2}:?\d{2}|Z',
              'b': '|'.join(_MONTHS), 'B': '|'.join(_LONG_MONTHS), 'a': '|'.join(_DAYS), 'A': '|'.join(_LONG_DAYS)}
    pattern = ''
    names = []
    i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c == '%' and i < len(format):
            c = format[i]
            i += 1
            if c == '%':
                pattern += '%'
            elif c in digits:
                pattern += f'({digits[c]})'
                names.append(c)
            else:
                raise ValueError(f"'{c}' is a bad directive in format '{format}'")
        elif c.isspace():
            pattern += r'\s+'
        else:
            pattern += re.escape(c)
    match = re.match(pattern, text, re.IGNORECASE)
    if match is None:
        raise ValueError(f'time data {text!r} does not match format {format!r}')
    if match.end() != len(text):
        raise ValueError(f'unconverted data remains: {text[match.end():]}')
    got = dict(zip(names, match.groups()))
    year = int(got['Y']) if 'Y' in got else 1900
    if 'y' in got:
        year = int(got['y'])
        year += 2000 if year < 69 else 1900
    month = int(got.get('m', 1))
    if 'b' in got:
        month = [name.lower() for name in _MONTHS].index(got['b'].lower()) + 1
    if 'B' in got:
        month = [name.lower() for name in _LONG_MONTHS].index(got['B'].lower()) + 1
    day = int(got.get('d', 1))
    hour = int(got.get('H', 0))
    if 'I' in got:
        hour = int(got['I']) % 12 + (12 if got.get('p', '').lower() == 'pm' else 0)
    zone = None
    if 'z' in got:
        offset = got['z'].replace(':', '')
        if offset == 'Z':
            zone = timezone.utc
        else:
            delta = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
            zone = timezone(-delta if offset[0] == '-' else delta)
    value = cls(year, month, day, hour, int(got.get('M', 0)), int(got.get('S', 0)),
                int(got.get('f', '0').ljust(6, '0')), zone)
    if 'j' in got:
        value = value.replace(month=1, day=1) + timedelta(int(got['j']) - 1)
    return value
