# Streams in memory, and classes that are made of the bases.
import io

text = io.StringIO("first\nsecond\nthird")
print(text.readline(), text.tell(), text.read(3), text.getvalue()[-5:], text.seek(0), text.readlines())
text.seek(0, 2)
print(text.write("!\n"), text.getvalue(), text.truncate(5), text.getvalue(), text.readable(), text.closed)
with io.StringIO() as out:
    print("a", "b", sep="-", file=out)
    print(repr(out.getvalue()))
try:
    out.getvalue()
except ValueError as error:
    print(error)
data = io.BytesIO(b"abc\ndef")
print(data.read(2), data.readline(), data.read1(), data.seek(-3, 2), data.read(), data.getvalue(), bytes(data.getbuffer()))
data.seek(10)
print(data.write(b"!"), data.getvalue(), data.tell(), data.truncate(3), data.getvalue(), list(io.BytesIO(b"x\ny")))
for make in (lambda: io.StringIO(3), lambda: io.StringIO().write(3), lambda: io.BytesIO("a"), lambda: io.BytesIO().write("a"),
             lambda: io.BytesIO().seek(-1), lambda: io.StringIO().seek(-1), lambda: io.StringIO().seek(1, 1),
             lambda: io.BytesIO().truncate(-1), lambda: io.StringIO(newline="x"), lambda: io.RawIOBase().fileno(),
             lambda: io.TextIOWrapper(io.BytesIO(b"\xff")).read()):
    try:
        make()
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)


class Upper(io.StringIO):
    def write(self, s):
        return super().write(s.upper())


class Count(io.RawIOBase):
    def __init__(self):
        self.left, self.written = list(range(65, 75)), []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, buffer):
        n = min(3, len(buffer), len(self.left))
        buffer[:n] = bytes(self.left[:n])
        del self.left[:n]
        return n

    def write(self, data):
        self.written.append(bytes(data))
        return len(data)


upper = Upper()
print("shout", 3, file=upper)
print(upper.getvalue(), isinstance(upper, io.TextIOBase), isinstance(data, io.BufferedIOBase))
source = Count()
print(source.read(2), source.read(), source.read(), source.closed)
reader = io.BufferedReader(Count(), 4)
print(reader.peek()[:1], reader.read(4), reader.read1(2), reader.readline())
sink = Count()
writer = io.BufferedWriter(sink, 8)
print(writer.write(b"abc"), sink.written)
writer.write(b"defghijk")
writer.flush()
print(b"".join(sink.written))
wrapper = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\r\n", write_through=True)
wrapper.write("a\nb\u00e9")
print(wrapper.buffer.getvalue(), wrapper.encoding, wrapper.errors, wrapper.tell())
print(io.IncrementalNewlineDecoder(None, True).decode("a\r\nb\r"), io.DEFAULT_BUFFER_SIZE > 0, io.SEEK_END)
