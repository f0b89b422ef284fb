# Methods of str, bytes and bytearray on texts from all planes of Unicode.
def t(f, *a, **k):
    try: return repr(f(*a, **k))
    except BaseException as e: return type(e).__name__ + ': ' + str(e)
strs = ['', 'a', 'abc', 'Hello World', ' \t lead and trail \n', 'aaaa', 'aXbXc', 'ÄÖÜ straße', 'ﬁ ŉ ǰ ΐ', 'ΑΣ ΣΑΣ Σ', 'İstanbul ı', '日本語テキスト', '😀 emoji 😀', 'line1\nline2\r\nline3\rline4\x0bv\x0cf\x1c\x85\u2028z', '123', '½²٣', '一二三', 'a_b', '1a', 'def', 'Title Case', 'tITLE', 'ǅ ǆ Ǆ', "it's they're", 'tab\tsep\t', '\x00\x01\x7f\xa0\xad', "'", '"', "'\"", '\\', '\ud800', '+5', '-42', 'a,b,,c', '%', 'ᾳ ᾲ', 'ჯ Ა', 'ẞ', 'ꭰ Ꭰ', 'Xx xX']
methods0 = ['upper','lower','title','capitalize','swapcase','casefold','strip','lstrip','rstrip','split','rsplit','splitlines','isalpha','isalnum','isdecimal','isdigit','isnumeric','isspace','isprintable','isascii','islower','isupper','istitle','isidentifier','expandtabs','encode']
for s in strs:
    print(ascii(s), t(repr,s), len(s), t(ascii,s), hash(s)==hash(str(s)))
    for m in methods0:
        if m == 'encode' and '\ud800' in s: print(m, t(s.encode)); continue
        print(m, ascii(t(getattr(s,m))))
    for sub in ['', 'a', 'X', ' ', 'aa', 'Σ', '語', '😀', ',', 'zz', 'b']:
        print(ascii(sub), ascii([t(getattr(s,m),sub) for m in ('find','rfind','index','rindex','count','startswith','endswith','split','rsplit','partition','rpartition','removeprefix','removesuffix','strip','lstrip','rstrip')]))
        print(ascii([t(s.replace,sub,'<>'), t(s.replace,sub,'é',2), t(s.replace,sub,'',-1), t(s.replace,sub,'😀',1), t(s.split,sub,1), t(s.rsplit,sub,1), t(s.find,sub,1,3), t(s.find,sub,-2), t(s.count,sub,1,-1), t(s.startswith,sub,1), t(s.endswith,sub,0,2), sub in s, s+sub, s<sub, s==sub, s*2 ,sub.join(s), sub.join([s,s])]))
    print(ascii([t(s.center,n) for n in (0,5,10,11,20)]), ascii([t(s.ljust,n,'*') for n in (0,10)]), ascii([t(s.rjust,n,'é') for n in (0,10)]), ascii([t(s.zfill,n) for n in (0,5,10)]))
    print(ascii([t(lambda: s[i]) for i in (0,1,-1,5,-5,100)]), ascii([t(lambda: s[i:j:k]) for i in (None,0,1,-2) for j in (None,2,-1,100) for k in (None,1,2,-1,-2)]))
    print(ascii([t(s.split,None,n) for n in (0,1,2,-1)]), ascii([t(s.rsplit,None,n) for n in (0,1,2,-1)]), ascii(t(s.splitlines,True)), ascii(t(s.expandtabs,4)))
    for enc in ('utf-8','ascii','latin-1','utf-16','utf-16-le','utf-32-be'):
        print(enc, [t(s.encode,enc,e) for e in ('strict','ignore','replace','backslashreplace','xmlcharrefreplace','surrogatepass')])
print('abc'.translate({97:None,98:'XX',99:100}), 'abc'.translate(str.maketrans('abc','xyz','b')), 'a'.translate(str.maketrans({'a':'b'})))
print(t(str.maketrans,'a','bc'), t(str.maketrans,1), t(str.maketrans,{'ab':1}), t(str.maketrans,{1.5:1}))
print(t('a'.join,[1]), t('a'.join,['b',2]), t(''.join,('a','b')), ''.join(c for c in 'xyz'), t(','.join,{'k':1}), t(','.join, 5))
print('%s|%r|%d|%5.1f|%-5s|%05d|%x|%X|%o|%e|%g|%c|%%' % ('s','r',5,3.14159,'ab',42,255,255,8,12345.678,0.0001,'c'))
print([c for c in 'héllo😀'], list(reversed('abc')), max('abc'), sorted('hello'), 'a' 'b', 'abc' < 'abd', 'Z' < 'a')
print(str(b'abc','utf-8'), t(str,'a','utf-8'), t(str,1,'utf-8'), str(object=5), str())
for b in [b'', b'abc', b'Hello World', b' x ', b'\x00\xff\x80', b'a,b,c', b"it's", b'q"\'']:
    print(b, len(b), list(b), b.upper(), b.title(), b.split(), b.split(b','), b.find(b'b'), b.replace(b'a',b'--'), b.hex(), t(b.hex,'-'), t(b.hex,':',2), b[::-1], b*2, b+b'!', bytearray(b), t(b.decode), t(b.decode,'latin-1'), t(b.decode,'ascii','replace'), b.strip(), b.startswith(b'a'), b'a' in b, 97 in b, hash(b)==hash(bytes(b)), b.isalpha(), b.center(9,b'*'), b.partition(b','))
print(bytes(3), bytes([1,2,3]), t(bytes,[256]), t(bytes,'a'), bytes('é','utf-8'), t(bytes,-1), t(bytes,1.5), bytes.fromhex('00 ff'), t(bytes.fromhex,'0'), t(bytes.fromhex,'zz'))
ba = bytearray(b'abc'); ba.append(100); ba.extend(b'xy'); ba[0]=65; ba[1:3]=b'ZZZ'; del ba[-1]; ba.insert(1,33); print(ba, ba.pop(), ba, len(ba), ba == b'A!ZZZd'); ba += b'q'; ba.reverse(); print(ba); print(t(ba.append,256), t(ba.append,'a'), t(ba.remove,1), [x for x in ba])
for x in [b'\xc3\xa9', b'\xff', b'\xc3', b'\xe2\x82', b'\xe2\x28\xa1', b'\xed\xa0\x80', b'\xf0\x9f\x98\x80', b'\xf4\x90\x80\x80', b'\xc0\x80', b'ab\x80cd']:
    print([ascii(t(x.decode,'utf-8',e)) for e in ('strict','ignore','replace','backslashreplace','surrogateescape','surrogatepass')])
