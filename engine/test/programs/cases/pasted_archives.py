# Packing: zlib, gzip, zipfile, io, with checks and damaged data.
import gzip
import io
import json
import os
import tempfile
import zipfile
import zlib

text = ("The same line again and again.\n" * 40 + "and one that is new\n").encode()
for level in (-1, 0, 1, 6, 9):
    packed = zlib.compress(text, level)
    print(level, len(packed), packed[:2].hex(), zlib.decompress(packed) == text)
print(len(zlib.compress(b"")), zlib.decompress(zlib.compress(b"")), zlib.compress(b"hello").hex(), zlib.compress(bytes(range(64)), wbits=-15).hex()[:40])
packer = zlib.compressobj(level=9, wbits=31)
parts = [packer.compress(text[:100]), packer.compress(text[100:]), packer.flush()]
print(zlib.decompress(b"".join(parts), wbits=47) == text, zlib.decompress(b"".join(parts), 31)[:8])
unpacker = zlib.decompressobj()
packed = zlib.compress(text) + b"trailing"
out = unpacker.decompress(packed, 50)
print(len(out), len(unpacker.unconsumed_tail) > 0, unpacker.eof)
while not unpacker.eof:
    out += unpacker.decompress(unpacker.unconsumed_tail, 500)
print(out == text, unpacker.unused_data, unpacker.eof, unpacker.flush())
bytewise = zlib.decompressobj(-15)
raw = zlib.compress(text, wbits=-15)
print(b"".join(bytewise.decompress(raw[i:i + 1]) for i in range(len(raw))) + bytewise.flush() == text)
dictionary = b"The same line again and again."
helped = zlib.compressobj(zdict=dictionary)
small = helped.compress(text[:31]) + helped.flush()
print(len(small), zlib.decompressobj(zdict=dictionary).decompress(small))
first = zlib.compressobj()
begun = first.compress(b"abc") + first.flush(zlib.Z_SYNC_FLUSH)
other = first.copy()
a, b = first.compress(b"left") + first.flush(), other.compress(b"right") + other.flush()
print(zlib.decompress(begun + a), zlib.decompress(begun + b), begun.hex())
print(zlib.crc32(text), zlib.crc32(b"b", zlib.crc32(b"a")) == zlib.crc32(b"ab"), zlib.adler32(text), zlib.adler32(b"b", zlib.adler32(b"a")) == zlib.adler32(b"ab"),
      zlib.MAX_WBITS, zlib.Z_BEST_COMPRESSION, zlib.DEFLATED)

blob = gzip.compress(text, mtime=0)
print(len(blob), blob[:4].hex(), gzip.decompress(blob) == text, gzip.decompress(blob + gzip.compress(b"two", mtime=0))[-3:])
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "data.json.gz")
    with gzip.open(name, "wt", encoding="utf-8") as out:
        json.dump({"rows": list(range(5)), "é": None}, out)
    with gzip.open(name, "rt", encoding="utf-8") as source:
        print(json.load(source))
    archive = os.path.join(folder, "all.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("readme.txt", "hello zip\n" * 20)
        pack.writestr("deep/data.bin", bytes(range(256)))
        pack.write(name, "data.gz", compress_type=zipfile.ZIP_STORED)
    with zipfile.ZipFile(archive) as pack:
        print(pack.namelist(), pack.testzip(), pack.read("readme.txt")[:10])
        for info in pack.infolist():
            print(info.filename, info.is_dir(), info.compress_type, info.filename == "data.gz" or (info.file_size, info.compress_size < info.file_size, info.CRC))
        with pack.open("readme.txt") as member:
            print(member.readline(), sum(1 for _ in member))
        try:
            pack.read("none")
        except KeyError as error:
            print(error)
        pack.extractall(os.path.join(folder, "out"))
    print(sorted(os.listdir(os.path.join(folder, "out"))), zipfile.is_zipfile(archive), zipfile.is_zipfile(name))

memory = io.BytesIO()
with zipfile.ZipFile(memory, "a") as pack:
    pack.writestr("x", b"1")
with zipfile.ZipFile(memory, "a") as pack:
    pack.writestr("y", b"2")
print(zipfile.ZipFile(memory).namelist())
good = zlib.compress(b"some data here")
for act in (lambda: zlib.decompress(b"not zlib"), lambda: zlib.decompress(good[:-3]), lambda: zlib.decompress(good[:-1] + b"\0"), lambda: zlib.decompress(b""),
            lambda: zlib.compress("text"), lambda: zlib.compress(b"", 10), lambda: zlib.decompress(good, 3), lambda: zlib.decompressobj(99), lambda: zlib.compressobj(11),
            lambda: zlib.decompressobj().decompress(good, -1), lambda: gzip.decompress(b"xx"), lambda: gzip.decompress(blob[:-5]), lambda: zipfile.ZipFile(io.BytesIO(b"no")),
            lambda: zlib.decompress(b"\x78\x9c\x07\x00"), lambda: zlib.decompressobj().flush(0), lambda: gzip.open(io.BytesIO(), "rtb"), lambda: zlib.crc32("a")):
    try:
        print(act())
    except (zlib.error, TypeError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        print(type(error).__name__, error)
