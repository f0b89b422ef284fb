# Saving and copying: pickle, copy, json, shelve-like, marshal, weakref, reprlib.
import collections
import copy
import copyreg
import io
import json
import pickle
import reprlib
import weakref
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntFlag
from fractions import Fraction


class Color(Enum):
    RED = 1
    BLUE = 2


class Mode(IntFlag):
    R = 4
    W = 2


@dataclass
class Node:
    name: str
    children: list = field(default_factory=list)
    parent: "Node" = None

    def add(self, name):
        self.children.append(Node(name, parent=self))
        return self.children[-1]


class Account:
    __slots__ = ("name", "_secret")

    def __init__(self, name, secret):
        self.name, self._secret = name, secret

    def __getstate__(self):
        return {"name": self.name}

    def __setstate__(self, state):
        self.name, self._secret = state["name"], "lost"


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __reduce__(self):
        return Point, (self.x, self.y)

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


Pair = collections.namedtuple("Pair", "left right")
values = [None, True, 3, -1, 1 << 70, 2.5, float("inf"), 1 + 2j, "text é", b"bytes", bytearray(b"x"), (1, (2,)), [1, [2]], {"a": {1, 2}}, frozenset("a"),
          range(3), Color.RED, Mode.R | Mode.W, Decimal("1.50"), Fraction(1, 3), date(2024, 2, 29), datetime(2024, 1, 2, 3, 4, 5, 6, timezone.utc), timedelta(1, 2),
          Pair(1, 2), collections.OrderedDict(a=1), collections.Counter("aab"), collections.defaultdict(list, x=[1]), collections.deque([1, 2], 3), Point(1, 2), len, Point,
          ..., NotImplemented, slice(1, 2), Ellipsis]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    results = []
    for value in values:
        back = pickle.loads(pickle.dumps(value, protocol))
        results.append(back == value and type(back) is type(value))
    print(protocol, all(results), results.count(False))
root = Node("root")
leaf = root.add("a").add("b")
twin = pickle.loads(pickle.dumps(root))
print(twin.children[0].children[0].parent.parent is twin, twin.children[0].name, twin is root)
deep, shallow = copy.deepcopy(root), copy.copy(root)
print(deep.children[0] is root.children[0], shallow.children is root.children, deep.children[0].parent is deep)
loop = [1]
loop.append(loop)
again = pickle.loads(pickle.dumps(loop))
print(again[1] is again, copy.deepcopy(loop)[1][0], reprlib.repr(list(range(100))), reprlib.repr("x" * 100))
account = pickle.loads(pickle.dumps(Account("ann", "pin")))
print(account.name, account._secret)
stream = io.BytesIO()
pickler = pickle.Pickler(stream)
for item in ("one", ["two"], {"three": 3}):
    pickler.dump(item)
stream.seek(0)
print([pickle.load(stream) for _ in range(2)], pickle.Unpickler(stream).load())
print(pickle.dumps([1, "a", None, 2.5, (True,)], 0), pickle.dumps({"k": [1, 2]}, 2), pickle.dumps("x", 4), pickle.loads(b"\x80\x03]q\x00(K\x01K\x02e."))
for act in (lambda: pickle.dumps(lambda: 0), lambda: pickle.loads(b""), lambda: pickle.dumps((i for i in [])), lambda: pickle.loads(pickle.dumps(1)[:-1]),
            lambda: pickle.dumps(1, 99), lambda: copy.copy(iter), lambda: pickle.dumps(io.StringIO)):
    try:
        print(type(act()).__name__)
    except Exception as error:
        # The native pickle of CPython says more than its Python.
        print(type(error).__name__, "" if isinstance(error, EOFError) else str(error).split(" at 0x")[0])
copyreg.pickle(Node, lambda node: (Node, (node.name.upper(),)))
print(pickle.loads(pickle.dumps(Node("low"))).name)
print(json.loads('{"a": [1, 2.5, null, true], "b": "\\u00e9\\n"}'), json.dumps({"z": 1, "a": [None, True, 1.0, "é\n"]}, sort_keys=True, separators=(",", ":")),
      json.dumps("é", ensure_ascii=False), json.loads("[1e3, -0, 1E-2]"), json.dumps({1: 2, None: 3, True: 4, 2.5: 5}))
for text in ("{", "[1,]", '{"a" 1}', "nul", '"\x01"', "[1] 2", "", "{'a': 1}", "[1 2]", '"\\x"', "NaN", "-"):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(error, error.pos)
parent = Point(0, 0)
ref = weakref.ref(parent)
print(ref() is parent, weakref.WeakValueDictionary(a=parent)["a"] is parent, weakref.proxy(parent).x)
print(copy.replace(Pair(1, 2), right=5), copy.replace(date(2024, 1, 1), year=2025))
