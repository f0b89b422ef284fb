"""The codecs that are built in, and the registries of codecs and error handlers, for `codecs`."""

_search_functions = []
_cache = {}
_handlers = {}


def register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search_functions.append(search_function)


def unregister(search_function, /):
    if search_function in _search_functions:
        _search_functions.remove(search_function)
        _cache.clear()


def lookup(encoding, /):
    name = encoding.replace(" ", "-").lower()
    found = _cache.get(name)
    if found is None:
        if not _search_functions:
            import encodings
        for search in _search_functions:
            found = search(name)
            if found is not None:
                break
        else:
            raise LookupError(f"unknown encoding: {encoding}")
        _cache[name] = found
    return found


def _forget_codec(encoding, /):
    _cache.pop(encoding, None)


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f"unknown error handler name {name!r}") from None


def _unregister_error(errors, /):
    return _handlers.pop(errors, None) is not None


def _strict(error):
    raise error


def _ignore(error):
    return "", error.end


def _replace(error):
    if isinstance(error, UnicodeDecodeError):
        return "\ufffd", error.end
    return ("?" if isinstance(error, UnicodeEncodeError) else "\ufffd") * (error.end - error.start), error.end


def _backslash(error):
    if isinstance(error, UnicodeDecodeError):
        return "".join(f"\\x{byte:02x}" for byte in error.object[error.start:error.end]), error.end
    return error.object[error.start:error.end].encode("ascii", "backslashreplace").decode("ascii"), error.end


def _xml(error):
    return "".join(f"&#{ord(c)};" for c in error.object[error.start:error.end]), error.end


def _name(error):
    import unicodedata

    text = error.object[error.start:error.end]
    return "".join(f"\\N{{{unicodedata.name(c)}}}" for c in text), error.end


def _escape(error):
    if isinstance(error, UnicodeEncodeError):
        points = [ord(c) for c in error.object[error.start:error.end]]
        if all(0xDC80 <= point <= 0xDCFF for point in points):
            return bytes(point - 0xDC00 for point in points), error.end
    elif error.object[error.start] >= 128:
        return chr(0xDC00 + error.object[error.start]), error.start + 1
    raise error


_handlers.update(
    strict=_strict, ignore=_ignore, replace=_replace, backslashreplace=_backslash, xmlcharrefreplace=_xml,
    namereplace=_name, surrogateescape=_escape, surrogatepass=_strict)


def _pair(encoding):
    def encode(str, errors=None, /):
        return str.encode(encoding, errors or "strict"), len(str)

    def decode(data, errors=None, final=True, /):
        data = bytes(data)
        used = len(data) if final else len(data) - _incomplete(data, encoding)
        return data[:used].decode(encoding, errors or "strict"), used

    return encode, decode


def _incomplete(data, encoding):
    """How many bytes at the end begin a character that is not whole."""
    if encoding == "utf-8":
        for back in range(1, min(4, len(data) + 1)):
            byte = data[-back]
            if byte & 0xC0 != 0x80:
                length = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
                return back if length > back else 0
        return 0
    if encoding.startswith("utf-16"):
        odd = len(data) % 2
        high = data[len(data) - odd - (2 if encoding.endswith("be") else 1)] if len(data) > 1 else 0
        return odd + 2 if 0xD8 <= high < 0xDC else odd
    return len(data) % 4 if encoding.startswith("utf-32") else 0


utf_8_encode, utf_8_decode = _pair("utf-8")
ascii_encode, ascii_decode = _pair("ascii")
latin_1_encode, latin_1_decode = _pair("latin-1")
utf_16_encode, utf_16_decode = _pair("utf-16")
utf_16_le_encode, utf_16_le_decode = _pair("utf-16-le")
utf_16_be_encode, utf_16_be_decode = _pair("utf-16-be")
utf_32_encode, utf_32_decode = _pair("utf-32")
utf_32_le_encode, utf_32_le_decode = _pair("utf-32-le")
utf_32_be_encode, utf_32_be_decode = _pair("utf-32-be")


def _ex_decode(data, errors, byteorder, final, name, width):
    data = bytes(data)
    mark = data[:width]
    if byteorder == 0 and len(data) >= width:
        if mark in (b"\xff\xfe", b"\xff\xfe\0\0"):
            byteorder = -1
        elif mark in (b"\xfe\xff", b"\0\0\xfe\xff"):
            byteorder = 1
        else:
            byteorder = 0
        start = width if byteorder else 0
    else:
        start = 0
    encoding = f"{name}-be" if byteorder > 0 else f"{name}-le"
    used = len(data) if final else len(data) - _incomplete(data, encoding)
    return data[start:used].decode(encoding, errors or "strict"), used, byteorder


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ex_decode(data, errors, byteorder, final, "utf-16", 2)


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ex_decode(data, errors, byteorder, final, "utf-32", 4)


def charmap_build(map, /):
    return {ord(c): i for i, c in enumerate(map)}


def charmap_encode(text, errors="strict", mapping=None, /):
    if mapping is None:
        return latin_1_encode(text, errors)
    out = bytearray()
    at = 0
    while at < len(text):
        try:
            found = mapping[ord(text[at])]
        except LookupError:
            found = None
        if found is None:
            end = at + 1
            while end < len(text) and mapping.get(ord(text[end])) is None:
                end += 1
            put, at = lookup_error(errors or "strict")(
                UnicodeEncodeError("charmap", text, at, end, "character maps to <undefined>"))
            out += put if isinstance(put, bytes) else charmap_encode(put, "strict", mapping)[0]
            continue
        out += bytes([found]) if isinstance(found, int) else found
        at += 1
    return bytes(out), len(text)


def charmap_decode(data, errors="strict", mapping=None, /):
    if mapping is None:
        return latin_1_decode(data, errors)
    data = bytes(data)
    out = []
    at = 0
    while at < len(data):
        try:
            found = mapping[data[at]]
        except LookupError:
            found = "\ufffe"
        if found is None or found == "\ufffe":
            put, at = lookup_error(errors or "strict")(
                UnicodeDecodeError("charmap", data, at, at + 1, "character maps to <undefined>"))
            out.append(put)
            continue
        out.append(chr(found) if isinstance(found, int) else found)
        at += 1
    return "".join(out), len(data)


def escape_encode(data, errors=None, /):
    return repr(bytes(data))[2:-1].encode("ascii"), len(data)


_ESCAPES = {"\\": 92, "'": 39, '"': 34, "b": 8, "f": 12, "t": 9, "n": 10, "r": 13, "v": 11, "a": 7}


def escape_decode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    out = bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte != 92:
            out.append(byte)
            continue
        if at == len(data):
            raise ValueError("Trailing \\ in string")
        c = chr(data[at])
        at += 1
        if c == "\n":
            continue
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c in "01234567":
            end = at
            while end < at + 2 and end < len(data) and 48 <= data[end] < 56:
                end += 1
            out.append(int(data[at - 1:end], 8) & 255)
            at = end
        elif c == "x":
            try:
                out.append(int(data[at:at + 2], 16))
            except ValueError:
                raise ValueError(f"invalid \\x escape at position {at - 2}") from None
            at += 2
        else:
            out += b"\\" + c.encode("latin-1")
    return bytes(out), len(data)


def unicode_escape_encode(text, errors=None, /):
    out = []
    for c in text:
        point = ord(c)
        if c == "\\":
            out.append("\\\\")
        elif 32 <= point < 127:
            out.append(c)
        elif c in "\t\n\r":
            out.append({"\t": "\\t", "\n": "\\n", "\r": "\\r"}[c])
        else:
            out.append(f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}" if point < 65536 else f"\\U{point:08x}")
    return "".join(out).encode("ascii"), len(text)


def unicode_escape_decode(data, errors=None, final=True, /):
    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    out = []
    at = 0
    while at < len(text):
        c = text[at]
        at += 1
        if c != "\\":
            out.append(c)
            continue
        if at == len(text):
            raise UnicodeDecodeError("unicodeescape", bytes(text, "latin-1"), at - 1, at, "\\ at end of string")
        c = text[at]
        at += 1
        if c == "\n":
            continue
        if c in _ESCAPES:
            out.append(chr(_ESCAPES[c]))
        elif c in "01234567":
            end = at
            while end < at + 2 and end < len(text) and text[end] in "01234567":
                end += 1
            out.append(chr(int(text[at - 1:end], 8)))
            at = end
        elif c in "xuU":
            width = {"x": 2, "u": 4, "U": 8}[c]
            digits = text[at:at + width]
            try:
                if len(digits) < width:
                    raise ValueError
                out.append(chr(int(digits, 16)))
            except ValueError:
                raise UnicodeDecodeError("unicodeescape", bytes(text, "latin-1"), at - 2, at + len(digits),
                                         f"truncated \\{c}{'X' * width} escape") from None
            at += width
        elif c == "N" and text[at:at + 1] == "{" and "}" in text[at:]:
            import unicodedata

            end = text.index("}", at)
            out.append(unicodedata.lookup(text[at + 1:end]))
            at = end + 1
        else:
            out.append("\\" + c)
    return "".join(out), len(data)


def raw_unicode_escape_encode(text, errors=None, /):
    parts = [c.encode("latin-1") if ord(c) < 256 else
             (f"\\u{ord(c):04x}" if ord(c) < 65536 else f"\\U{ord(c):08x}").encode() for c in text]
    return b"".join(parts), len(text)


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    import re

    text = data if isinstance(data, str) else bytes(data).decode("latin-1")
    change = lambda m: m[1] + chr(int(m[2][1:], 16))
    return re.sub(r"((?<!\\)(?:\\\\)*)\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})", change, text), len(data)


def readbuffer_encode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else bytes(data)
    return data, len(data)


def utf_7_encode(text, errors=None, /):
    import base64

    out, held = bytearray(), ""

    def close():
        nonlocal held
        if held:
            out.extend(b"+" + base64.b64encode(held.encode("utf-16-be")).rstrip(b"=") + b"-")
            held = ""

    for c in text:
        if c == "+" and not held:
            out.extend(b"+-")
        elif 32 <= ord(c) < 127 and c not in "\\~" or c in "\t\n\r":
            close()
            out.extend(c.encode())
        else:
            held += c
    close()
    return bytes(out), len(text)


def utf_7_decode(data, errors=None, final=True, /):
    import base64, re

    def change(match):
        if not match[1]:
            return "+"
        code = match[1] + "=" * (-len(match[1]) % 4)
        return base64.b64decode(code).decode("utf-16-be")

    text = bytes(data).decode("ascii")
    return re.sub(r"\+([A-Za-z0-9+/]*)-?", change, text), len(data)
