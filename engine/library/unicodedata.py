"""The properties of characters, from tables that CPython has written when the library was built."""

from bisect import bisect_right as _bisect
import _unicode
import _unicode_tables as _tables

unidata_version = _tables.VERSION
_HANGUL = 0xAC00
_LEADS = ("G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H")
_VOWELS = ("A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I")
_TAILS = ("", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J",
          "C", "K", "T", "P", "H")
_cache = {}


def _point(chr, function, argument="argument"):
    if not isinstance(chr, str):
        raise TypeError(f"{function}() {argument} must be a unicode character, not {type(chr).__name__}")
    if len(chr) != 1:
        raise TypeError(f"{function}(): {argument} must be a unicode character, not a string of length {len(chr)}")
    return ord(chr)


def _kind(point):
    return _tables.KINDS[_tables.KINDS_OF_RUNS[_bisect(_tables.STARTS, point) - 1]]


def _table(name):
    """What a table of lines says, by number of the character."""
    known = _cache.get(name)
    if known is None:
        known = _cache[name] = {}
        for line in getattr(_tables, name).split("\n"):
            point, _, rest = line.partition(";")
            known[int(point, 16)] = rest
    return known


def category(chr, /):
    return _kind(_point(chr, "category"))[0]


def bidirectional(chr, /):
    return _kind(_point(chr, "bidirectional"))[1]


def combining(chr, /):
    return _kind(_point(chr, "combining"))[2]


def east_asian_width(chr, /):
    return _kind(_point(chr, "east_asian_width"))[3]


def mirrored(chr, /):
    return _kind(_point(chr, "mirrored"))[4]


def decomposition(chr, /):
    return _table("DECOMPOSITIONS").get(_point(chr, "decomposition"), "")


_NOTHING = object()


def _number(point, index, refusal, default):
    parts = _table("NUMBERS").get(point)
    text = "" if parts is None else parts.split(";")[index]
    if text:
        return float(text) if index == 2 else int(text)
    if default is _NOTHING:
        raise ValueError(refusal)
    return default


def decimal(chr, default=_NOTHING, /):
    return _number(_point(chr, "decimal", "argument 1"), 0, "not a decimal", default)


def digit(chr, default=_NOTHING, /):
    return _number(_point(chr, "digit", "argument 1"), 1, "not a digit", default)


def numeric(chr, default=_NOTHING, /):
    return _number(_point(chr, "numeric", "argument 1"), 2, "not a numeric character", default)


def _counted_name(point):
    if _HANGUL <= point < _HANGUL + 11172:
        lead, rest = divmod(point - _HANGUL, 588)
        vowel, tail = divmod(rest, 28)
        return f"HANGUL SYLLABLE {_LEADS[lead]}{_VOWELS[vowel]}{_TAILS[tail]}"
    for start, ranges in _tables.COUNTED.items():
        if any(low <= point <= high for low, high in ranges):
            return f"{start}-{point:X}"


def name(chr, default=_NOTHING, /):
    point = _point(chr, "name", "argument 1")
    found = _table("NAMES").get(point) or _counted_name(point)
    if found:
        return found
    if default is _NOTHING:
        raise ValueError("no such name")
    return default


def lookup(name, /):
    if not isinstance(name, str):
        raise TypeError(f"a bytes-like object is required, not '{type(name).__name__}'")
    if (points := _cache.get("points")) is None:
        points = _cache["points"] = {text: point for point, text in _table("NAMES").items()}
    wanted = name.upper()
    point = points.get(wanted)
    if point is None:
        start, _, number = wanted.rpartition("-")
        try:
            if start in _tables.COUNTED and _counted_name(int(number, 16)) == wanted:
                point = int(number, 16)
        except ValueError:
            pass
    if point is None and wanted.startswith("HANGUL SYLLABLE "):
        point = next((n for n in range(_HANGUL, _HANGUL + 11172) if _counted_name(n) == wanted), None)
    if point is None:
        raise KeyError(f"undefined character name '{name}'")
    return chr(point)


def normalize(form, unistr, /):
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        if not isinstance(form, str):
            raise TypeError(f"normalize() argument 1 must be str, not {type(form).__name__}")
        raise ValueError("invalid normalization form")
    if not isinstance(unistr, str):
        raise TypeError(f"normalize() argument 2 must be str, not {type(unistr).__name__}")
    return unistr if unistr.isascii() else _unicode.normalize(form, unistr)


def is_normalized(form, unistr, /):
    return normalize(form, unistr) == unistr


class UCD:
    """The properties as they were in Unicode 3.2: characters that came later have none."""

    unidata_version = "3.2.0"

    def _is_later(self, chr):
        return _bisect(_tables.AFTER_3_2, ord(chr)) % 2 == 1

    def category(self, chr, /):
        return "Cn" if self._is_later(chr) else category(chr)

    def bidirectional(self, chr, /):
        return "" if self._is_later(chr) else bidirectional(chr)

    def combining(self, chr, /):
        return 0 if self._is_later(chr) else combining(chr)

    def decomposition(self, chr, /):
        return "" if self._is_later(chr) else decomposition(chr)

    east_asian_width, mirrored, decimal, digit, numeric, name, lookup, normalize, is_normalized = map(staticmethod, (
        east_asian_width, mirrored, decimal, digit, numeric, name, lookup, normalize, is_normalized))


UCD.__module__ = "unicodedata"
ucd_3_2_0 = UCD()
for _function in (category, bidirectional, combining, east_asian_width, mirrored, decomposition, decimal, digit, numeric, name, lookup, normalize,
                  is_normalized):
    _function.__module__ = "unicodedata"
del _function
