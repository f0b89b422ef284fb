# json, copy, heapq, bisect, string, io, contextlib, abc, typing at a glance.
import json, copy, heapq, bisect, string, io
from contextlib import contextmanager, suppress, closing, ExitStack, redirect_stdout, nullcontext
from collections import abc
import abc as ABC
print(json.dumps({"a": [1, 2.5, None, True, "é\n\"\\"], "b": {"c": []}, "d": {}}), json.loads('{"k": [1, {"z": null}, -2.5e3, "\\u00e9\\n", "\\ud83d\\ude00"]}'))
print(json.dumps({"b": 1, "a": {"c": [1,2]}}, indent=2, sort_keys=True), json.dumps([1,[2]], separators=(",",":")), json.dumps("é", ensure_ascii=False))
for t in ("[1,", "{", "{\"a\" 1}", "[1 2]", "", "nul", "\"abc", "{\"a\":1,}", "[1,]", "01", "1 2", "\"\\x\"", "\"\n\""):
    try: print(json.loads(t))
    except json.JSONDecodeError as error: print(error)
try: json.dumps({1: object()})
except TypeError as e: print(str(e))
try:
    x = []; x.append(x); json.dumps(x)
except ValueError as e: print(e)
print(json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.loads("1e5"), json.loads(" 12 "), json.dumps(float("inf")), json.loads("NaN"))
x = [1, [2, 3], {"a": (4, [5])}]
y = copy.copy(x); z = copy.deepcopy(x); x[1].append(9); x[2]["a"][1].append(7)
print(x, y, z)
class O:
    def __init__(self): self.v = [1]
o = O(); p = copy.copy(o); q = copy.deepcopy(o); o.v.append(2); print(p.v, q.v)
l = [1]; l.append(l); m = copy.deepcopy(l); print(m, m[1] is m)
h = []
for v in [5,3,8,1,9,2]: heapq.heappush(h, v)
print(h, [heapq.heappop(h) for _ in range(3)], h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 100), h)
h = [9,8,7,6,5,4,3,2,1]; heapq.heapify(h); print(h, heapq.nlargest(3, h), heapq.nsmallest(2, h, key=lambda v: -v), list(heapq.merge([1,4],[2,3],[0])))
try: heapq.heappop([])
except IndexError as e: print(e)
print(bisect.bisect([1,2,2,3], 2), bisect.bisect_left([1,2,2,3], 2)); a=[1,3]; bisect.insort(a, 2); print(a)
print(string.ascii_lowercase, string.digits, string.punctuation, repr(string.whitespace), string.capwords("hello big world"), string.Template("$a ${b} $$").substitute(a=1, b=2), string.hexdigits)
@contextmanager
def managed(x):
    print("before")
    try: yield x * 2
    except ZeroDivisionError: print("handled")
    finally: print("after")
with managed(21) as v: print(v)
with managed(1): 1/0
with suppress(KeyError): {}[1]
with redirect_stdout(io.StringIO()) as text: print("hidden")
print(repr(text.getvalue()))
with ExitStack() as stack:
    stack.callback(print, "last")
    stack.enter_context(managed(4))
    print("inside")
with nullcontext(5) as five: print(five)
buffer = io.StringIO(); print("into", "buffer", file=buffer); buffer.write("more\n"); print(repr(buffer.getvalue()))
reader = io.StringIO("one\ntwo\nthree"); print(reader.readline(), list(reader), repr(reader.read()))
raw = io.BytesIO(b"abc"); print(raw.read(2), raw.read(), raw.getvalue())
print(isinstance([], abc.Sequence), isinstance({}, abc.Mapping), isinstance(5, abc.Hashable), isinstance([], abc.Hashable), isinstance("a", abc.Iterable), isinstance(iter([]), abc.Iterator), callable(len), isinstance(len, abc.Callable), isinstance((x for x in []), abc.Generator))
class Shape(ABC.ABC):
    @ABC.abstractmethod
    def area(self): ...
    @property
    @ABC.abstractmethod
    def name(self): ...
class Sq(Shape):
    def area(self): return 4
    name = "sq"
print(Sq().area(), Sq().name)
try: Shape()
except TypeError as e: print(e)
class Half(Shape):
    def area(self): return 1
try: Half()
except TypeError as e: print(e)
class M(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m["a"] = 1; m.update(b=2); print(dict(m), m.get("z"), m.pop("a"), list(m.items()), "b" in m, m.setdefault("q", 5), len(m))
from typing import List, Dict, Optional, Union, NamedTuple, TypeVar, Generic, Callable, Any, Protocol
class Pt(NamedTuple):
    x: int
    y: int = 5
print(Pt(1), Pt(1).y, Pt(1)._asdict())
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T) -> None: self.v = v
def f(a: List[int], b: Optional[str] = None, c: Dict[str, Any] = {}, d: Callable[[int], str] = str) -> Union[int, str]: return a[0]
print(Box(5).v, f([1]), Box[int](3).v)
