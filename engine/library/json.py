"""Encoding and decoding."""

import _json_text

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {line} column {column} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column


_ESCAPES = {"\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_UNESCAPES = {"\"": "\"", "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t", "f": "\f", "b": "\b"}


def _quote(text, ascii_only):
    if text.isascii() and text.isprintable() and "\"" not in text and "\\" not in text:
        return "\"" + text + "\""
    parts = ["\""]
    for c in text:
        if c in _ESCAPES:
            parts.append(_ESCAPES[c])
        elif c < " ":
            parts.append(f"\\u{ord(c):04x}")
        elif not ascii_only or c < "\x7f":
            parts.append(c)
        elif c <= "\uffff":
            parts.append(f"\\u{ord(c):04x}")
        else:
            n = ord(c) - 0x10000
            parts.append(f"\\u{0xD800 | n >> 10:04x}\\u{0xDC00 | n & 0x3FF:04x}")
    parts.append("\"")
    return "".join(parts)


class JSONEncoder:
    item_separator, key_separator = ", ", ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys = allow_nan, sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def _plain(self, o):
        indent, item, key = self.indent, self.item_separator, self.key_separator
        if (indent is None or type(indent) is str) and type(item) is type(key) is str:
            return _json_text.write(o, self.ensure_ascii, self.allow_nan, self.sort_keys, indent, item, key)

    def encode(self, o):
        text = self._plain(o)
        if text is not None:
            return text
        parts = []
        self._write(o, parts.append, 0, set())
        return "".join(parts)

    def iterencode(self, o):
        text = self._plain(o)
        if text is not None:
            return iter([text])
        parts = []
        self._write(o, parts.append, 0, set())
        return iter(parts)

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o == float("inf"):
            text = "Infinity"
        elif o == -float("inf"):
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {o!r}")
        return text

    def _write(self, o, put, depth, active):
        if isinstance(o, str):
            put(_quote(o, self.ensure_ascii))
        elif o is None:
            put("null")
        elif o is True:
            put("true")
        elif o is False:
            put("false")
        elif isinstance(o, int):
            put(int.__repr__(o))
        elif isinstance(o, float):
            put(self._float(o))
        elif isinstance(o, (list, tuple)):
            self._write_items(o, put, depth, active, "[]", None)
        elif isinstance(o, dict):
            self._write_items(o, put, depth, active, "{}", self._pairs(o))
        else:
            self._enter(o, active)
            self._write(self.default(o), put, depth, active)
            active.discard(id(o))

    def _enter(self, o, active):
        if self.check_circular:
            if id(o) in active:
                raise ValueError("Circular reference detected")
            active.add(id(o))

    def _pairs(self, o):
        pairs = sorted(o.items()) if self.sort_keys else o.items()
        for key, value in pairs:
            if isinstance(key, str):
                pass
            elif isinstance(key, float):
                key = self._float(key)
            elif key is True:
                key = "true"
            elif key is False:
                key = "false"
            elif key is None:
                key = "null"
            elif isinstance(key, int):
                key = int.__repr__(key)
            elif self.skipkeys:
                continue
            else:
                raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
            yield key, value

    def _write_items(self, o, put, depth, active, brackets, pairs):
        if not o:
            put(brackets)
            return
        self._enter(o, active)
        put(brackets[0])
        separator = self.item_separator
        if self.indent is not None:
            newline = "\n" + self.indent * (depth + 1)
            separator += newline
            put(newline)
        first = True
        for item in o if pairs is None else pairs:
            if first:
                first = False
            else:
                put(separator)
            if pairs is not None:
                put(_quote(item[0], self.ensure_ascii))
                put(self.key_separator)
                item = item[1]
            self._write(item, put, depth + 1, active)
        if self.indent is not None:
            put("\n" + self.indent * depth)
        put(brackets[1])
        active.discard(id(o))


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent,
        separators=separators, default=default, sort_keys=sort_keys, **kw,
    ).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int, self.parse_constant = parse_float or float, parse_int or int, parse_constant
        self._plain = (object_hook is object_pairs_hook is None and strict and self.parse_float is float and self.parse_int is int)

    def decode(self, s):
        if self._plain:
            found = _json_text.read(s)
            if found is not None:
                return found[0]
        value, end = self.raw_decode(s, self._space(s, 0))
        end = self._space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _space(self, s, at):
        while at < len(s) and s[at] in " \t\n\r":
            at += 1
        return at

    def _value(self, s, at):
        if at >= len(s):
            raise JSONDecodeError("Expecting value", s, at)
        c = s[at]
        if c == "\"":
            return self._string(s, at + 1)
        if c == "{":
            return self._object(s, at)
        if c == "[":
            return self._array(s, at)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, at):
                return value, at + len(word)
        if c == "-" or "0" <= c <= "9":
            found = self._number(s, at)
            if found is not None:
                return found
        for word in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(word, at):
                value = self.parse_constant(word) if self.parse_constant else float(word.replace("Infinity", "inf"))
                return value, at + len(word)
        raise JSONDecodeError("Expecting value", s, at)

    def _number(self, s, at):
        size = len(s)

        def digits(i):
            while i < size and "0" <= s[i] <= "9":
                i += 1
            return i

        start = at + (s[at] == "-")
        end = digits(start)
        if end == start:
            return None
        if s[start] == "0":
            end = start + 1
        whole = True
        if end < size and s[end] == ".":
            after = digits(end + 1)
            if after > end + 1:
                end, whole = after, False
        if end < size and s[end] in "eE":
            sign = end + 1
            if sign < size and s[sign] in "+-":
                sign += 1
            after = digits(sign)
            if after > sign:
                end, whole = after, False
        text = s[at:end]
        return (self.parse_int(text) if whole else self.parse_float(text)), end

    def _string(self, s, at):
        begin, parts = at - 1, []
        while True:
            quote = s.find("\"", at)
            if quote < 0:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            slash = s.find("\\", at, quote)
            end = quote if slash < 0 else slash
            chunk = s[at:end]
            if self.strict and not chunk.isprintable():
                for offset, c in enumerate(chunk):
                    if c < " ":
                        raise JSONDecodeError("Invalid control character at", s, at + offset)
            parts.append(chunk)
            if slash < 0:
                return "".join(parts), quote + 1
            escape = s[slash + 1:slash + 2]
            if not escape:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if escape != "u":
                if escape not in _UNESCAPES:
                    raise JSONDecodeError("Invalid \\escape", s, slash)
                parts.append(_UNESCAPES[escape])
                at = slash + 2
                continue
            point = self._hex(s, slash + 2)
            at = slash + 6
            if 0xD800 <= point < 0xDC00 and s.startswith("\\u", at):
                low = self._hex(s, at + 2)
                if 0xDC00 <= low < 0xE000:
                    point = 0x10000 + (point - 0xD800 << 10 | low - 0xDC00)
                    at += 6
            parts.append(chr(point))

    def _hex(self, s, at):
        text = s[at:at + 4]
        if len(text) == 4 and all(c in "0123456789abcdefABCDEF" for c in text):
            return int(text, 16)
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)

    def _object(self, s, at):
        pairs = []
        at = self._space(s, at + 1)
        if s[at:at + 1] == "}":
            return self._finish(pairs), at + 1
        while True:
            if s[at:at + 1] != "\"":
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._string(s, at + 1)
            at = self._space(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, self._space(s, at + 1))
            pairs.append((key, value))
            at = self._space(s, at)
            c = s[at:at + 1]
            if c == "}":
                return self._finish(pairs), at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = self._space(s, at + 1)
            if s[at:at + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)

    def _finish(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        value = dict(pairs)
        return value if self.object_hook is None else self.object_hook(value)

    def _array(self, s, at):
        items = []
        at = self._space(s, at + 1)
        if s[at:at + 1] == "]":
            return items, at + 1
        while True:
            value, at = self._value(s, at)
            items.append(value)
            at = self._space(s, at)
            c = s[at:at + 1]
            if c == "]":
                return items, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = self._space(s, at + 1)
            if s[at:at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    return (cls or JSONDecoder)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
        object_pairs_hook=object_pairs_hook, **kw,
    ).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
