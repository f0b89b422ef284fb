import io
import sys

buffer = io.StringIO()
print("into", "buffer", file=buffer)
buffer.write("more\n")
print(repr(buffer.getvalue()), file=sys.stdout)
reader = io.StringIO("one\ntwo\nthree")
print(reader.readline(), list(reader), repr(reader.read()))
raw = io.BytesIO(b"abc")
print(raw.read(2), raw.read(), raw.getvalue())
