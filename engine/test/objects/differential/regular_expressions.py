# Regular expressions: matching, replacing, splitting, errors.
import re
def t(f, *a, **k):
    try: return repr(f(*a, **k))
    except BaseException as e: return type(e).__name__ + ': ' + str(e)
print(re.match(r'(\w+) (\w+)', 'Hello World!').groups(), re.search(r'\d+', 'abc 123 def'), re.findall(r'[a-z]+', 'ab 12 cd'), re.findall(r'(\w)(\d)?', 'a1b'), re.findall(r'(\w)\d', 'a1b2'))
print(re.sub(r'x*', '-', 'abxd'), re.sub('a', 'b', 'aaa', count=2), re.sub(r'(\w+) (\w+)', r'\2 \1', 'a b c d'), re.subn('a','x','banana'), re.sub(r'(?P<n>\d)', r'<\g<n>\g<1>>', 'a1b2'), re.sub(r'\d', lambda m: str(int(m[0])*2), 'a1b5'))
print(re.split(r'[,;]\s*', 'a, b;c,d'), re.split(r'(-)', 'a-b-c'), re.split(r'x*', 'axbc'), re.split(r'\W+', 'Words, words.', maxsplit=1), re.split(r'(a)|b', 'xaybz'))
m = re.match(r'(?P<first>\w+)\s(?P<last>\w+)?', 'John Smith')
print(m.group('first'), m['last'], m.groupdict(), m.span(), m.start('last'), m.end(2), m.lastgroup, m.lastindex, m.expand(r'\2-\1'), m, m.re, m.string, m.pos, m.endpos, m.regs)
print(re.fullmatch(r'\d+', '123'), re.fullmatch(r'\d+', '123a'), re.match('b', 'ab'), re.search('^b', 'a\nb', re.M), re.findall('^.', 'a\nb\nc', re.M), re.findall('.$', 'a\nb\n'), re.findall('a.c', 'a\nc', re.S), re.findall('ABC', 'abc', re.I))
print(re.compile(r'''
  \d+   # digits
  [ ]   # space
  \w+ ''', re.X).match('12 ab'), re.compile('a', re.I|re.M), re.I, re.I|re.S, re.compile('a').flags, re.compile(b'a').flags, re.compile('(a)(?P<x>b)').groups, dict(re.compile('(a)(?P<x>b)').groupindex))
print(re.findall(r'\bfoo\b', 'foo food foo'), re.findall(r'\Boo', 'foo oo'), re.findall(r'(?<=a)b', 'abcb'), re.findall(r'a(?=b)', 'abac'), re.findall(r'a(?!b)', 'abac'), re.findall(r'(?<!a)b', 'abcb'), re.findall(r'(a|b)\1', 'aabbab'), re.findall(r'(?P<q>["\']).*?(?P=q)', '"a" \'b\''))
print(re.findall(r'\w+', 'héllo wörld ñ 日本 _x1'), re.findall(r'\d', '٣4'), re.findall(r'\s', 'a b\tc\n'), re.findall(r'\w+', 'héllo', re.A), re.search('😀(.)', 'x😀y😀z').span(1), re.findall('.', '😀a'), re.sub('😀','e','a😀b'))
print(re.findall('a{2,3}', 'aaaaa'), re.findall('a{2,}?', 'aaaa'), re.findall('a{,2}', 'aaa'), re.findall('a{', 'a{'), re.findall('[]a]', ']a'), re.findall('[^]a]', ']ab'), re.findall(r'[\d\-x]', '1-x'), re.findall('[a-c-]', 'b-'), re.findall(r'[\]\\]', r'\]'))
print(re.findall(r'a++b', 'aaab'), re.findall(r'(?>a+)ab', 'aaab'), re.findall(r'(?i)abc', 'ABC'), re.findall(r'(?:ab)+', 'ababx'), re.findall(r'\x41\u0042\t', 'AB\t'), re.findall(r'\A\w|\w\Z', 'abc'))
for p in ['(', ')', 'a**', '*a', '[a', 'a{2,1}', r'\q', '(?P<1>a)', '(?P<a>.)(?P<a>.)', r'(a)\2', '(?P=x)', '(?z)', 'a(?i)', '[z-a]', r'\x1', '(?P<a', '(?', 'a|*']:
    print(p, t(re.compile, p))
print(t(re.compile, 5), t(re.match, 'a', 5), t(re.match, b'a', 'a'), t(re.match, 'a', b'a'), t(re.sub, 'a', r'\3', 'a'), t(re.sub, 'a', r'\q', 'a'), t(re.sub,'a',r'\g<zz>','a'), re.escape('a.b*c [x]-é'), re.escape(b'a.b'))
print(re.match(b'(a)(b)', b'abc').groups(), re.sub(b'a', b'x', b'aba'), re.findall(rb'\w+', b'ab cd'))
p = re.compile(r'\d+'); print(p.match('a1', 1), p.search('12 34', 2), p.findall('1 2 3', 2, 4), [m.group() for m in p.finditer('1 22 333')], p.pattern, p == re.compile(r'\d+'), p.sub('#', '1 2', 1))
tok = re.compile(r'(?P<NUM>\d+(?:\.\d*)?)|(?P<ID>[A-Za-z_]\w*)|(?P<OP>[-+*/=()])|(?P<WS>\s+)')
print([(m.lastgroup, m.group()) for m in tok.finditer('x1 = 3.14*(y+2)') if m.lastgroup != 'WS'])
print(re.findall(r'(\d{4})-(\d{2})-(\d{2})', '2024-01-15 and 2023-12-31'), re.sub(r'(\d+)-(\d+)', r'\g<2>0', '1-2'), re.sub(r'\n', r'\\n', 'a\nb'), re.sub('', '-', 'ab'), re.findall('', 'ab'), re.findall('a|', 'ba'), re.findall(r'(a)?b', 'bab'))
if (x := re.search(r'(\w+)@(\w+)\.com', 'me joe@mail.com')) : print(x.group(1, 2), x[0])
