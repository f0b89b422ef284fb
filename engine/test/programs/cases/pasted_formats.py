# Formats: csv in all its forms, tomllib, json lines, struct, textwrap tables, pprint, base conversions.
import csv
import io
import json
import struct
import tomllib
from collections import OrderedDict
from operator import itemgetter
from pprint import pformat

TABLE = 'name;qty;note\r\n"Smith; John";3;"said ""hi"""\r\nAnn;;\'x\'\r\n'
rows = list(csv.reader(io.StringIO(TABLE), delimiter=";"))
print(rows, csv.Sniffer().sniff(TABLE.replace("\r\n", "\n")).delimiter, csv.Sniffer().has_header("a,b\n1,2\n3,4\n"))
out = io.StringIO()
writer = csv.DictWriter(out, ["a", "b"], restval="-", extrasaction="ignore", quoting=csv.QUOTE_NONNUMERIC)
writer.writeheader()
writer.writerows([{"a": 1, "b": 'q"q'}, {"a": 2.5, "c": 9}, {"a": None}])
print(out.getvalue())
print(list(csv.DictReader(io.StringIO("x,y\n1,2,3\n4\n"), restkey="more", restval="?")))


class Pipes(csv.Dialect):
    delimiter, quotechar, escapechar, doublequote, lineterminator, quoting = "|", "'", "\\", False, "\n", csv.QUOTE_MINIMAL


csv.register_dialect("pipes", Pipes)
out = io.StringIO()
csv.writer(out, "pipes").writerows([["a|b", "it's", 3], ["", None, "x\ny"]])
print(repr(out.getvalue()), list(csv.reader(io.StringIO(out.getvalue()), "pipes")), "pipes" in csv.list_dialects())
for act in (lambda: list(csv.reader(io.StringIO('a,"b\nc'), strict=True)), lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.reader([], "nope"), lambda: csv.reader([], delimiter="ab"),
            lambda: csv.DictWriter(io.StringIO(), ["a"]).writerow({"b": 1}), lambda: list(csv.reader([b"x"]))):
    try:
        act()
    except (csv.Error, TypeError, ValueError) as error:
        print(type(error).__name__, error)
CONFIG = """
title = "TOML é"
[owner]
born = 1979-05-27T07:32:00-08:00
day = 2024-02-29
[database]
ports = [8000, 8_001, 0x1F]
limits = {cpu = 0.5, "a b" = true, inf = -inf}
text = '''
raw \\n
lines'''
[[item]]
n = 1
[[item]]
n = 2
sub.key = "dotted"
"""
config = tomllib.loads(CONFIG)
print(pformat(config, width=100))
for bad in ("a = ", "a = 1\na = 2", "[x\n", 'a = "\\q"', "a = 01", "= 1"):
    try:
        tomllib.loads(bad)
    except tomllib.TOMLDecodeError as error:
        print(error)
lines = "\n".join(json.dumps(row) for row in [{"id": 2, "tags": ["x"]}, {"id": 1, "v": None}])
print(sorted(map(json.loads, lines.splitlines()), key=itemgetter("id")))


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return {"re": o.real, "im": o.imag}
        return super().default(o)


print(json.dumps({"z": 1 + 2j, "list": [1, [2, []], {}]}, cls=Encoder, indent=1), json.loads('{"re": 1, "im": 2}', object_hook=lambda d: complex(d["re"], d["im"])),
      json.loads('{"b": 1, "a": 2}', object_pairs_hook=OrderedDict), json.dumps([float("nan"), 1e100, 10**20, "\u2028\x7f\ud83d\ude00"]), json.dumps({"k": (1, 2)}, indent="\t"))
for act in (lambda: json.dumps(float("inf"), allow_nan=False), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), lambda: json.dumps(object()), lambda: json.loads(b'\xff'), lambda: json.loads(3),
            lambda: (lambda x: (x.append(x), json.dumps(x)))([])):
    try:
        print(act())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
record = struct.Struct("<4sHfq?")
packed = record.pack(b"ab", 65535, 1.5, -3, True)
print(packed.hex(" "), record.unpack(packed), record.size, struct.calcsize("@bi"), [hex(x) for x in struct.unpack(">2I", bytes(range(8)))], list(struct.iter_unpack("<h", b"\x01\x00\xff\xff")))
buffer = bytearray(8)
struct.pack_into("!Hb", buffer, 2, 513, -1)
print(buffer, struct.unpack_from("!H", buffer, 2), struct.pack("<e", 0.1).hex(), struct.pack("3s5p", b"abcdef", b"xyz"))
for act in (lambda: struct.pack("B", 256), lambda: struct.unpack("<i", b"abc"), lambda: struct.pack("z", 1), lambda: struct.pack("2h", 1), lambda: struct.pack("c", b"ab"), lambda: struct.pack("f", "x")):
    try:
        act()
    except (struct.error, TypeError) as error:
        print(type(error).__name__, error)
headers, data = ["item", "price", "n"], [("apple", 1.5, 10), ("kiwi", 0.25, 200), ("melon", 12, 3)]
widths = [max(len(str(x)) for x in column) for column in zip(headers, *data)]
for row in (headers, ["-" * w for w in widths], *data):
    print(" | ".join(f"{x!s:>{w}}" if isinstance(x, (int, float)) else f"{x:<{w}}" for x, w in zip(row, widths)))
print([int(x, 0) for x in ("0b101", "0o17", "0xff", "42")], [f"{255:{c}}" for c in "bodxXc"], format(1234.5678, ",.2f"), f"{0.000012345:.3g}", f"{1e16:n}", "%05.1f|%-6s|%+d|%x|%%|%c" % (3.14159, "ab", 5, 255, "z"))
