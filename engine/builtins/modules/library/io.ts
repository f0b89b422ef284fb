/** `io`: streams in memory. */
export const IO = String.raw`
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 131072


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = None


class _Memory:
    def _start(self, initial):
        self._parts = []
        self._text = initial
        self._at = 0

    def _joined(self):
        if self._parts:
            self._text += self._empty.join(self._parts)
            self._parts = []
        return self._text

    def getvalue(self):
        self._check()
        return self._joined()

    def tell(self):
        self._check()
        return self._at

    def _store(self, text):
        # Writing at the end only notes the part: a long output is joined once.
        if self._end() == self._at:
            self._parts.append(text)
            self._length += len(text)
        else:
            old = self._joined()
            if self._at > len(old):
                old += self._filler * (self._at - len(old))
            self._text = old[:self._at] + text + old[self._at + len(text):]
            self._length = len(self._text)
        self._at += len(text)

    def _end(self):
        return self._length

    def read(self, size=-1, /):
        self._check()
        text = self._joined()
        end = len(text) if size is None or size < 0 else self._at + size
        result = text[self._at:end]
        self._at += len(result)
        return result

    def readline(self, size=-1, /):
        self._check()
        text = self._joined()
        found = text.find(self._newline, self._at)
        end = len(text) if found < 0 else found + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        result = text[self._at:end]
        self._at += len(result)
        return result

    def truncate(self, pos=None, /):
        self._check()
        pos = self._at if pos is None else pos
        self._text = self._joined()[:pos]
        self._length = len(self._text)
        return pos


class StringIO(_Memory, TextIOBase):
    _empty, _filler, _newline = "", "\0", "\n"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._start(initial_value)
        self._length = len(initial_value)

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        if s:
            self._store(s)
        return len(s)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = self._end()
        return self._at


class BytesIO(_Memory, BufferedIOBase):
    _empty, _filler, _newline = b"", b"\0", b"\n"

    def __init__(self, initial_bytes=b""):
        initial_bytes = b"" if initial_bytes is None else bytes(initial_bytes)
        self._start(initial_bytes)
        self._length = len(initial_bytes)

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = bytes(b)
        if b:
            self._store(b)
        return len(b)

    read1 = _Memory.read

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
            self._at = pos
        elif whence == 1:
            self._at = max(0, self._at + pos)
        elif whence == 2:
            self._at = max(0, self._end() + pos)
        return self._at


def open(*args, **kwargs):
    raise UnsupportedOperation("there are no files")
`;
