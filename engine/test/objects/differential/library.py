# collections, functools and operator.
from collections import deque, namedtuple, Counter, OrderedDict, defaultdict, ChainMap, UserDict, UserList
import functools, operator, itertools
def t(f, *a, **k):
    try: return repr(f(*a, **k))
    except BaseException as e: return type(e).__name__ + ': ' + str(e)
d = deque(range(5))
print(d, len(d), d[0], d[-1], list(reversed(d)), 3 in d, d.count(2), d.index(3))
d.rotate(2); print(d); d.rotate(-3); print(d); d.extend('ab'); d.extendleft('xy'); print(d)
d.insert(2,'ins'); d.remove('a'); print(d, d.pop(), d.popleft()); d.reverse(); print(d)
del d[1]; d[0]='z'; print(d, d.copy(), d+deque([1]), deque([1,2])*2, deque([1,2],1), deque([1,2,3],maxlen=2))
print(t(deque().pop), t(deque().popleft), t(lambda: d[100]), t(d.remove, 'nope'), t(d.index,'nope'), t(deque,5), t(deque,[],-1), t(deque,[],'a'), t(lambda: deque([1])<deque([2])), t(lambda: deque([1])<[2]), deque([1])==deque([1]), deque()==[], t(hash,deque()), t(lambda: d+[1]))
def mut():
    for x in d: d.append(1)
print(t(mut), deque(maxlen=3).maxlen, bool(deque()), d.maxlen)
q = deque(maxlen=3)
for i in range(6): q.append(i)
print(q, q == deque([3,4,5]))
big = deque()
for i in range(1000): big.append(i); big.appendleft(-i)
print(len(big), big[0], big[-1], sum(big), big[1000])
while len(big) > 3: big.pop(); big.popleft()
print(big)
P = namedtuple('P', 'x y z', defaults=[0])
print(P(1,2), P(1,2,3)._replace(x=9), P._fields, P._field_defaults, P._make([1,2,3]), P(1,2)._asdict(), t(P), t(P,1,2,3,4), t(P._make,[1]), t(P(1,2)._replace,q=1), P(1,2)==(1,2,0), hash(P(1,2))==hash((1,2,0)), P.__doc__, P.x, t(setattr,P(1,2),'x',5))
print(t(namedtuple,'a b','x'), t(namedtuple,'A','x x'), t(namedtuple,'A','class'), t(namedtuple,'A','_x'), namedtuple('A','x x def',rename=True)._fields, t(namedtuple,'A','x',defaults=[1,2]))
class Q(P):
    def s(self): return self.x+self.y
print(Q(1,2).s(), Q(1,2), repr(Q(1,2,3)))
match P(1,2):
    case P(x, y): print('match', x, y)
c = Counter('abracadabra'); print(c, c.most_common(3), c.total(), Counter(a=1,b=2), Counter({'x':5}), c-Counter('aaa'), c&Counter('abc'), c|Counter('zz'), -Counter(a=-1), c['q'], t(c.subtract,'a'), c, sorted(c.elements()), c==Counter(c), Counter('ab')<=Counter('abc'), dict(c), Counter([1,1,2]), Counter(), c.copy(), 'a' in c)
del c['nope']; c.update(z=3); print(c)
o = OrderedDict([('a',1),('b',2),('c',3)]); o.move_to_end('a'); print(o, list(o)); o.move_to_end('c',last=False); print(o, o.popitem(), o.popitem(last=False), o, o==OrderedDict(b=2), o=={'b':2}, t(o.move_to_end,'zz'), t(OrderedDict().popitem), OrderedDict.fromkeys('xy',0), o|{'z':1}, list(reversed(OrderedDict(a=1,b=2))))
dd = defaultdict(lambda: 'x'); print(dd['q'], dd, dd.get('nope'), t(lambda: defaultdict()['k']), t(defaultdict,5), defaultdict(int,a=1), defaultdict(list,{'a':[1]}).copy()) if False else print(dd['q'], dd.get('nope'), t(lambda: defaultdict()['k']), t(defaultdict,5), defaultdict(int,a=1), defaultdict(list,{'a':[1]}).copy())
cm = ChainMap({'a':1},{'a':2,'b':3}); cm['z']=5; print(cm, cm['a'], cm['b'], t(lambda: cm['nope']), len(cm), list(cm), cm.new_child({'a':0})['a'], cm.parents, dict(cm), 'b' in cm, cm.get('q',7), sorted(cm.items()))
class UD(UserDict):
    def __setitem__(self,k,v): super().__setitem__(k.upper(),v)
u=UD(a=1); u['b']=2; print(u, u['A'], len(u), list(u), u.get('zz'), 'B' in u, u.pop('A'), u)
print(UserList([1,2])+[3], UserList('ab')[0], len(UserList([1])))
print(functools.reduce(operator.add,[1,2,3]), functools.reduce(operator.mul,[],7), t(functools.reduce,operator.add,[]), functools.partial(int,base=2)('101'), functools.partial(print,1,2,sep='-'), t(functools.partial,5))
p=functools.partial(pow,2); print(p(3), p.func, p.args, p.keywords, functools.partial(p,5)(), functools.partial(dict,a=1)(b=2))
@functools.lru_cache(maxsize=2)
def f(x, y=1):
    print('call',x,y); return x*y
print(f(1),f(1),f(2),f(3),f(1),f(1,y=1),f.cache_info()); f.cache_clear(); print(f.cache_info(), f.__name__, f.__wrapped__(5), f.cache_parameters())
@functools.cache
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(100), fib.cache_info(), t(f,[1]))
class C:
    @functools.cached_property
    def v(self): print('computing'); return 5
    @functools.lru_cache
    def m(self, x): return x+1
    pm = functools.partialmethod(lambda self,a,b: (a,b), 1)
o=C(); print(o.v,o.v,o.m(1),o.m(1),C.m.cache_info().hits,o.pm(2),o.__dict__)
print(sorted([3,1,2], key=functools.cmp_to_key(lambda a,b: b-a)))
@functools.total_ordering
class T:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(T(1)<=T(1), T(2)>T(1), T(1)>=T(2), T(1)!=T(2), t(functools.total_ordering, type('Z',(),{})))
print(operator.itemgetter(1,0)('ab'), operator.attrgetter('real','imag')(3), operator.methodcaller('replace','a','b')('aa'), operator.itemgetter(slice(1,3))([1,2,3,4]), operator.itemgetter('k'), operator.attrgetter('a.b'), operator.methodcaller('f',1,k=2), t(operator.itemgetter(5),[1]), t(operator.attrgetter('zz'),1), t(operator.attrgetter,1), operator.concat([1],[2]), operator.contains([1],1), operator.countOf([1,1],1), operator.indexOf([1,2],2), operator.truth([]), operator.not_(1), operator.is_(None,None), operator.neg(1), operator.inv(1), operator.index(True), operator.length_hint([1,2]), operator.iadd([1],[2]), operator.pow(2,3), operator.truediv(1,2), operator.mod('%d',3), operator.__add__(1,2), sorted([('b',1),('a',2)],key=operator.itemgetter(1)))
