# A command line tool: argparse, shlex, configparser, string.Template, pathlib, pprint, sys.
import argparse
import configparser
import contextlib
import io
import pprint
import shlex
import string
import sys
from pathlib import PurePosixPath, PureWindowsPath


def build():
    parser = argparse.ArgumentParser(prog="tool", description="Does things to files.", epilog="That is all.")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more")
    parser.add_argument("--version", action="version", version="%(prog)s 1.0")
    parser.add_argument("--level", type=int, choices=range(1, 4), default=2, metavar="N", help="from 1 to 3 (default: %(default)s)")
    commands = parser.add_subparsers(dest="command", required=True, title="commands")
    copy = commands.add_parser("copy", help="copy files")
    copy.add_argument("source", nargs="+")
    copy.add_argument("target")
    copy.add_argument("--mode", choices=["fast", "safe"], default="safe")
    find = commands.add_parser("find", aliases=["f"])
    group = find.add_mutually_exclusive_group()
    group.add_argument("--name", help="a pattern")
    group.add_argument("--size", type=float)
    find.add_argument("-x", "--exclude", action="append", default=[])
    find.add_argument("--no-case", dest="case", action="store_false")
    return parser


for line in ("copy a b c --mode fast", "-vv --level 3 find --name '*.py' -x one -x 'two words'", "f --size 2.5 --no-case", "copy a", "find --name x --size 1",
             "--level 9 find", "", "copy --mode slow a b", "--version", "-h", "copy -h", "find --unknown"):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            result = build().parse_args(shlex.split(line))
        except SystemExit as stop:
            result = stop.code
    print(repr(line), result)
    for text in (out.getvalue(), err.getvalue()):
        if text:
            print("   | " + text.rstrip().replace("\n", "\n   | "))

config = configparser.ConfigParser()
config.read_string("""
[DEFAULT]
root = /srv
[server]
port = 8080
debug = yes
path = %(root)s/www
[client]
names = a
    b
timeout : 2.5
""")
print(config.sections(), config["server"]["path"], config.getint("server", "port"), config["server"].getboolean("debug"), config["client"]["names"].split(),
      config.getfloat("client", "timeout"), config.get("client", "none", fallback="?"), "root" in config["client"])
config["new"] = {"key": "value", "n": "1"}
out = io.StringIO()
config.write(out)
print(out.getvalue())
for act in (lambda: config["nope"], lambda: config.get("server", "nope"), lambda: config.getint("client", "names"), lambda: configparser.ConfigParser().read_string("x = 1")):
    try:
        act()
    except (KeyError, configparser.Error, ValueError) as error:
        print(type(error).__name__, error)
template = string.Template("Dear $name, you owe $$${amount} for ${thing}s")
print(template.substitute(name="Ann", amount=5, thing="apple"), template.safe_substitute(name="Bob"))
try:
    template.substitute(name="Bob")
except KeyError as error:
    print("missing", error)
print(string.ascii_lowercase[:5], string.digits, string.capwords("hello big world"), string.Formatter().format("{0:>5}|{name!r}", 3, name="x"))
print(shlex.quote("it's"), shlex.join(["a b", "c"]), list(shlex.shlex("a = 'b c' # d", posix=True)))
pprint.pprint({"numbers": list(range(30)), "nested": {"deep": {"er": [("tuple", 1), {"set"}]}, "text": "word " * 30}, "none": None}, width=60)
pprint.pprint([{"id": i, "name": f"name {i}", "tags": ["x"] * i} for i in range(3)], compact=True, depth=2)
path = PurePosixPath("/usr/lib/python3/../x.tar.gz")
print(path.parts, path.suffixes, path.with_name("y"), path.relative_to("/usr"), path.match("*.gz"), PureWindowsPath("C:\\a\\b.txt").stem, path / "z", path.parent.parent)
print(sys.argv[1:], sys.byteorder, sys.version_info[:2] >= (3, 14), sys.maxsize > 0)
