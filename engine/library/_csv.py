"""Reading and writing rows of separated values, for `csv`."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = "1.0"
_dialects = {}
_limit = 128 * 1024


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    def __init__(self, dialect=None, delimiter=",", doublequote=True, escapechar=None, lineterminator="\r\n",
                 quotechar='"', quoting=QUOTE_MINIMAL, skipinitialspace=False, strict=False):
        self._set("delimiter", delimiter)
        self._set("doublequote", bool(doublequote))
        self._set("escapechar", escapechar)
        self._set("lineterminator", lineterminator)
        self._set("quotechar", quotechar)
        self._set("quoting", quoting)
        self._set("skipinitialspace", bool(skipinitialspace))
        self._set("strict", bool(strict))
        _check(self)

    def _set(self, name, value):
        object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")


_NAMES = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict")


def _check(dialect):
    if not isinstance(dialect.delimiter, str):
        raise TypeError(f'"delimiter" must be a unicode character, not {type(dialect.delimiter).__name__}')
    if len(dialect.delimiter) != 1:
        raise TypeError(f'"delimiter" must be a unicode character, not a string of length {len(dialect.delimiter)}')
    for name in ("escapechar", "quotechar"):
        value = getattr(dialect, name)
        if value is not None and (not isinstance(value, str) or len(value) != 1):
            if isinstance(value, str):
                raise TypeError(f'"{name}" must be a unicode character or None, not a string of length {len(value)}')
            raise TypeError(f'"{name}" must be a unicode character or None, not {type(value).__name__}')
    if not isinstance(dialect.quoting, int):
        raise TypeError('"quoting" must be an integer, not ' + type(dialect.quoting).__name__)
    if not 0 <= dialect.quoting <= 5:
        raise TypeError('bad "quoting" value')
    if not isinstance(dialect.lineterminator, str):
        raise TypeError(f'"lineterminator" must be a string, not {type(dialect.lineterminator).__name__}')
    if dialect.quoting != QUOTE_NONE and dialect.quotechar is None:
        raise TypeError("quotechar must be set if quoting enabled")


def _resolve(dialect, options):
    for name in options:
        if name not in _NAMES:
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    values = {}
    if dialect is not None:
        values = {name: getattr(dialect, name) for name in _NAMES if hasattr(dialect, name)}
    values.update(options)
    if values.get("quotechar", '"') is None and "quoting" not in values:
        values["quoting"] = QUOTE_NONE
    return Dialect(**values)


def register_dialect(name, dialect=None, /, **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _resolve(dialect, options)


def unregister_dialect(name, /):
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def get_dialect(name, /):
    try:
        return _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None, /):
    global _limit
    old = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return old


_START, _FIELD, _QUOTED, _AFTER_QUOTE, _ESCAPE, _ESCAPE_QUOTED, _END = range(7)


class Reader:
    def __init__(self, lines, dialect):
        self._lines, self.dialect, self.line_num = lines, dialect, 0

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        delimiter, quote, escape = dialect.delimiter, dialect.quotechar, dialect.escapechar
        quoting, strict = dialect.quoting, dialect.strict
        if quoting == QUOTE_NONE:
            quote = None
        row, field, state, quoted = [], [], _START, False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state in (_QUOTED, _ESCAPE_QUOTED, _ESCAPE) or row:
                    if strict:
                        raise Error("unexpected end of data") from None
                    if state != _START or row:
                        row.append(self._finish(field, quoted))
                    return row
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            if state == _START and not row and quote not in line and (escape is None or escape not in line) \
                    and not dialect.skipinitialspace and quoting <= QUOTE_ALL:
                # Nothing in this line needs a closer look.
                text = line.rstrip("\r\n")
                if "\r" not in text and "\n" not in text and len(line) - len(text) <= 2:
                    if len(text) > _limit and any(len(part) > _limit for part in text.split(delimiter)):
                        raise Error(f"field larger than field limit ({_limit})")
                    return text.split(delimiter) if text else []
            for c in line:
                if state == _START:
                    if c in "\r\n":
                        if row or quoted:
                            row.append(self._finish(field, quoted))
                        state = _END
                    elif c == quote:
                        state, quoted = _QUOTED, True
                    elif c == escape:
                        state = _ESCAPE
                    elif c == " " and dialect.skipinitialspace:
                        pass
                    elif c == delimiter:
                        row.append(self._finish(field, quoted))
                        field, quoted = [], False
                    else:
                        field.append(c)
                        state = _FIELD
                elif state == _FIELD:
                    if c in "\r\n":
                        row.append(self._finish(field, quoted))
                        field, quoted, state = [], False, _END
                    elif c == escape:
                        state = _ESCAPE
                    elif c == delimiter:
                        row.append(self._finish(field, quoted))
                        field, quoted, state = [], False, _START
                    else:
                        field.append(c)
                elif state == _QUOTED:
                    if c == escape:
                        state = _ESCAPE_QUOTED
                    elif c == quote:
                        state = _AFTER_QUOTE if dialect.doublequote else _FIELD
                    else:
                        field.append(c)
                elif state == _AFTER_QUOTE:
                    if c == quote:
                        field.append(c)
                        state = _QUOTED
                    elif c == delimiter:
                        row.append(self._finish(field, quoted))
                        field, quoted, state = [], False, _START
                    elif c in "\r\n":
                        row.append(self._finish(field, quoted))
                        field, quoted, state = [], False, _END
                    elif strict:
                        raise Error(f"'{delimiter}' expected after '{quote}'")
                    else:
                        field.append(c)
                        state = _FIELD
                elif state == _ESCAPE:
                    field.append(c)
                    state = _FIELD
                elif state == _ESCAPE_QUOTED:
                    field.append(c)
                    state = _QUOTED
                elif c not in "\r\n":
                    raise Error("new-line character seen in unquoted field - do you need to open the file with "
                                "newline=''?")
                if len(field) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
            if state == _END:
                return row
            if state in (_QUOTED, _ESCAPE_QUOTED):
                continue
            if state == _ESCAPE:
                field.append("\n")
            if row or field or quoted or state != _START:
                row.append(self._finish(field, quoted))
            return row

    def _finish(self, field, quoted):
        text = "".join(field)
        quoting = self.dialect.quoting
        if not quoted:
            if quoting == QUOTE_NONNUMERIC and text:
                return float(text)
            if not text and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                return None
            if quoting == QUOTE_STRINGS:
                return float(text)
        return text


Reader.__module__ = "_csv"
Reader.__qualname__ = "reader"


def reader(iterable, dialect="excel", /, **options):
    return Reader(iter(iterable), _resolve(dialect, options))


class Writer:
    def __init__(self, write, dialect):
        self._write, self.dialect = write, dialect

    def writerow(self, row, /):
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        dialect = self.dialect
        quoting, quote, escape = dialect.quoting, dialect.quotechar, dialect.escapechar
        special = {dialect.delimiter, *"\r\n", *dialect.lineterminator}
        if quote is not None:
            special.add(quote)
        if escape is not None:
            special.add(escape)
        parts = []
        for value in fields:
            if value is None:
                text = ""
            elif isinstance(value, str):
                text = value
            elif isinstance(value, float):
                text = repr(value)
            else:
                text = str(value)
            quoted = (
                quoting == QUOTE_ALL
                or quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float))
                or quoting == QUOTE_STRINGS and isinstance(value, str)
                or quoting == QUOTE_NOTNULL and value is not None)
            if not special.isdisjoint(text) or dialect.delimiter == " " and not text:
                if quoting == QUOTE_NONE:
                    wanted = special
                else:
                    wanted = set()
                    plain_quote = quote in text
                    if plain_quote and not dialect.doublequote:
                        wanted = {quote}
                        if not special.difference({quote, escape}).isdisjoint(text):
                            quoted = True
                    else:
                        quoted = True
                    if escape is not None:
                        wanted.add(escape)
                out = []
                for c in text:
                    if c in wanted:
                        if escape is None:
                            raise Error("need to escape, but no escapechar set")
                        out.append(escape)
                    elif c == quote and quoted and dialect.doublequote:
                        out.append(quote)
                    out.append(c)
                text = "".join(out)
            parts.append(f"{quote}{text}{quote}" if quoted else text)
        if len(parts) == 1 and not parts[0]:
            if quoting == QUOTE_NONE or (quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) and value is None):
                raise Error("single empty field record must be quoted")
            parts = [quote * 2]
        return self._write(dialect.delimiter.join(parts) + dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


Writer.__module__ = "_csv"
Writer.__qualname__ = "writer"


def writer(fileobj, dialect="excel", /, **options):
    if not callable(getattr(fileobj, "write", None)):
        raise TypeError("argument 1 must have a \"write\" method")
    return Writer(fileobj.write, _resolve(dialect, options))
