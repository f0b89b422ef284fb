"""Regular expressions, in Python around the host's matcher (_regex)."""

from _regex import _compile, _search, _search_all
__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge', 'escape',
           'error', 'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE',
           'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG', 'RegexFlag', 'PatternError']


class RegexFlag(int):
    def _names(self):
        return [name for name, bit in _FLAGS if self & bit]

    def __repr__(self):
        return '|'.join('re.' + name for name in self._names()) or 're.NOFLAG'

    __str__ = __repr__

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    __ror__ = __or__

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    __rand__ = __and__

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    def __invert__(self):
        return RegexFlag(~int(self) & 511)


_FLAGS = [('IGNORECASE', 2), ('LOCALE', 4), ('MULTILINE', 8), ('DOTALL', 16), ('UNICODE', 32), ('VERBOSE', 64),
          ('DEBUG', 128), ('ASCII', 256)]
NOFLAG = RegexFlag(0)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
U = UNICODE = RegexFlag(32)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)
A = ASCII = RegexFlag(256)


class PatternError(Exception):
    """A pattern that is not a regular expression."""

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


error = PatternError


class Match:
    __slots__ = ('re', 'string', 'pos', 'endpos', 'regs')

    def __init__(self, pattern, string, pos, endpos, spans):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self.regs = spans

    def _index(self, group):
        if isinstance(group, (str, bytes)):
            index = self.re.groupindex.get(group)
            if index is None:
                raise IndexError('no such group')
            return index
        index = group.__index__()
        if not 0 <= index < len(self.regs):
            raise IndexError('no such group')
        return index

    def _text(self, index, default=None):
        start, end = self.regs[index]
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(self._index(groups[0]))
        return tuple([self._text(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        return tuple([self._text(i, default) for i in range(1, len(self.regs))])

    def groupdict(self, default=None):
        return {name: self._text(i, default) for name, i in self.re.groupindex.items()}

    def start(self, group=0):
        return self.regs[self._index(group)][0]

    def end(self, group=0):
        return self.regs[self._index(group)][1]

    def span(self, group=0):
        return self.regs[self._index(group)]

    def expand(self, template):
        return _expand(_parse_template(template, self.re), self)

    @property
    def lastindex(self):
        best = None
        for i in range(1, len(self.regs)):
            if self.regs[i][0] >= 0 and (best is None or self.regs[i][1] > self.regs[best][1]):
                best = i
        return best

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, i in self.re.groupindex.items():
            if i == last:
                return name
        return None

    def __copy__(self):
        return self

    def __repr__(self):
        return f'<re.Match object; span={self.span()!r}, match={self.group()!r}>'


class Pattern:
    __slots__ = ('pattern', 'flags', 'groups', 'groupindex', '_handle')

    def __init__(self, pattern, flags):
        self.pattern = pattern
        self._handle, self.flags, self.groups, names = _compile(pattern, flags, PatternError)
        self.groupindex = dict(names)

    def _bounds(self, string, pos, endpos):
        if isinstance(string, str) is not isinstance(self.pattern, str):
            if isinstance(string, (str, bytes, bytearray, memoryview)):
                kinds = ('string', 'bytes-like') if isinstance(self.pattern, str) else ('bytes', 'string-like')
                raise TypeError(f'cannot use a {kinds[0]} pattern on a {kinds[1]} object')
            raise TypeError(f'expected string or bytes-like object, got {type(string).__name__!r}')
        length = len(string)
        return max(0, min(pos, length)), max(0, length if endpos is None else min(endpos, length))

    def _find(self, string, pos, endpos, how):
        pos, endpos = self._bounds(string, pos, endpos)
        spans = _search(self._handle, string, pos, endpos, how)
        return None if spans is None else Match(self, string, pos, endpos, spans)

    def match(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, 0)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, 1)

    def search(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, 2)

    def _all(self, string, pos, endpos, limit):
        pos, endpos = self._bounds(string, pos, endpos)
        return [Match(self, string, pos, endpos, spans) for spans in _search_all(self._handle, string, pos, endpos, limit)]

    def finditer(self, string, pos=0, endpos=None):
        return iter(self._all(string, pos, endpos, -1))

    def findall(self, string, pos=0, endpos=None):
        pos, endpos = self._bounds(string, pos, endpos)
        found = _search_all(self._handle, string, pos, endpos, -1)
        if self.groups == 0:
            return [string[spans[0][0]:spans[0][1]] for spans in found]
        empty = string[:0]
        if self.groups == 1:
            return [string[s[1][0]:s[1][1]] if s[1][0] >= 0 else empty for s in found]
        return [tuple([string[a:b] if a >= 0 else empty for a, b in s[1:]]) for s in found]

    def split(self, string, maxsplit=0):
        pos, endpos = self._bounds(string, 0, None)
        pieces = []
        last = 0
        for spans in _search_all(self._handle, string, pos, endpos, -1 if maxsplit <= 0 else maxsplit):
            pieces.append(string[last:spans[0][0]])
            for start, end in spans[1:]:
                pieces.append(None if start < 0 else string[start:end])
            last = spans[0][1]
        pieces.append(string[last:])
        return pieces

    def subn(self, repl, string, count=0):
        matches = self._all(string, 0, None, -1 if count <= 0 else count)
        empty = string[:0]
        template = None if callable(repl) else _parse_template(repl, self)
        pieces = []
        last = 0
        for match in matches:
            start, end = match.regs[0]
            pieces.append(string[last:start])
            pieces.append(repl(match) if template is None else _expand(template, match))
            last = end
        pieces.append(string[last:])
        return empty.join(pieces), len(matches)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __repr__(self):
        flags = int(self.flags) & ~(32 if isinstance(self.pattern, str) else 256)
        text = repr(self.pattern)
        if len(text) > 200:
            text = text[:200]
        return f're.compile({text}, {RegexFlag(flags)!r})' if flags else f're.compile({text})'

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self


_ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v', 'a': '\a', 'b': '\b', '\\': '\\'}


def _parse_template(template, pattern):
    """A replacement as a list of texts and group numbers."""
    binary = isinstance(template, (bytes, bytearray))
    text = template.decode('latin-1') if binary else template
    if '\\' not in text:
        return [template]
    parts = []
    literal = ''
    i = 0
    while i < len(text):
        c = text[i]
        if c != '\\':
            literal += c
            i += 1
            continue
        start = i
        i += 1
        if i >= len(text):
            raise PatternError('bad escape (end of pattern)', template, start)
        c = text[i]
        i += 1
        group = None
        if c == 'g':
            if text[i:i + 1] != '<':
                raise PatternError('missing <', template, i)
            close = text.find('>', i)
            if close < 0:
                raise PatternError('missing >, unterminated name', template, i + 1)
            name = text[i + 1:close]
            if not name:
                raise PatternError('missing group name', template, i + 1)
            if name.isdigit():
                group = int(name)
                if group > pattern.groups:
                    raise PatternError(f'invalid group reference {group}', template, i + 1)
            else:
                if not name.isidentifier():
                    raise PatternError(f'bad character in group name {name!r}', template, i + 1)
                if name not in pattern.groupindex:
                    raise IndexError(f'unknown group name {name!r}')
                group = pattern.groupindex[name]
            i = close + 1
        elif c in '123456789':
            digits = c
            if i < len(text) and text[i].isdigit():
                if c in '0123' and text[i] in '01234567' and text[i + 1:i + 2] in tuple('01234567'):
                    literal += chr(int(text[start + 1:i + 2], 8))
                    i += 2
                    continue
                digits += text[i]
                i += 1
            group = int(digits)
            if group > pattern.groups:
                raise PatternError(f'invalid group reference {group}', template, start + 1)
        elif c == '0':
            digits = c
            while i < len(text) and text[i] in '01234567' and len(digits) < 3:
                digits += text[i]
                i += 1
            literal += chr(int(digits, 8))
            continue
        elif c in _ESCAPES:
            literal += _ESCAPES[c]
            continue
        elif c.isascii() and c.isalpha():
            raise PatternError(f'bad escape \\{c}', template, start)
        else:
            literal += '\\' + c
            continue
        if literal:
            parts.append(literal.encode('latin-1') if binary else literal)
            literal = ''
        parts.append(group)
    if literal:
        parts.append(literal.encode('latin-1') if binary else literal)
    return parts


def _expand(parts, match):
    empty = match.string[:0]
    return empty.join([(match._text(part) or empty) if isinstance(part, int) else part for part in parts])


_cache = {}


def compile(pattern, flags=0):
    """Compile a regular expression pattern, returning a Pattern object."""
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError('first argument must be string or compiled pattern')
    key = (type(pattern), pattern, int(flags))
    compiled = _cache.get(key)
    if compiled is None:
        compiled = Pattern(pattern, int(flags))
        if len(_cache) >= 512:
            _cache.clear()
        _cache[key] = compiled
    return compiled


def purge():
    """Clear the regular expression cache."""
    _cache.clear()


def match(pattern, string, flags=0):
    """Match a pattern at the start of a string."""
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match a pattern against all of a string."""
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Look for a match anywhere in a string."""
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    """Return a list of all matches that do not overlap."""
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Return an iterator over all matches that do not overlap."""
    return compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    """Split a string by the occurrences of a pattern."""
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    """Replace the occurrences of a pattern in a string."""
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """As sub(), but returns the number of replacements too."""
    return compile(pattern, flags).subn(repl, string, count)


_special = {i: '\\' + chr(i) for i in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """Escape special characters in a string."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, 'latin-1').translate(_special).encode('latin-1')
