# Results and error messages of operators and built-in functions.
import sys
def t(s):
    try: print(s, '=>', repr(eval(s)))
    except BaseException as e: print(s, '=>', type(e).__name__+':', e)
for s in '''1//0
1%0
1/0
1.0/0
1.0//0
1.0%0
divmod(1,0)
divmod(1.0,0)
0**-1
0.0**-1
pow(2,3,0)
pow(2,-1,4)
pow(2,1.0,3)
pow(2.0,1,3)
1<<-1
1>>-1
1<<(1<<70)
0<<(1<<70)
10**400/3
float(10**400)
10**400*1.0
int("abc")
int("  12_3 ")
int("0x1f",16)
int("0x1f",0)
int("012",0)
int("1",1)
int("1",37)
int(b"12")
int([])
int(1.5, 10)
int("5",base="x")
int(float("nan"))
int(float("inf"))
float("abc")
float([])
float("1_0.5")
float(b"1.5")
1+"a"
"a"+1
"a"*"b"
[1]+(1,)
[]*1.5
"a"*1.5
1-"a"
None+1
None<1
-"a"
~1.5
+[]
abs("a")
1.0|2
sys.maxsize
hash(2**61)
hash(-1)
hash(1.5)
hash(float("inf"))
hash(10**100)
hash(0.1)
sys.hash_info
sys.int_info
sys.float_info
"%d" % "a"
"%d" % 1.5
"%s %s" % 1
"%s" % (1,2)
"%x" % 1.5
"%c" % "ab"
"%c" % -1
"%z" % 1
"%(a)s" % 1
"%" % ()
"%.3s|%5d|%-5d|%05d|%+d|% d" % ("abcdef",1,2,3,4,5)
format(1.5,"d")
format("a","d")
format(1,"s")
format(1,"zz")
format("a","=5")
format("a","+")
format(1,",b")
format(1,"_b")
format(1.0,",_")
format([], "5")
format(None,"5")
"{}".format()
"{0} {}".format(1)
"{a}".format()
"{".format()
"}".format()
"{!z}".format(1)
"{0.x}".format(1)
"{0[a]}".format({"a":1})
"{0[1]}".format([1,2])
ord("ab")
ord("")
ord(1)
chr(-1)
chr("a")
chr(1.5)
bin(1.5)
hex("a")
round(1.5,"a")
round("a")
len(1)
len()
"abc"[10]
sum([1,"a"])
sum(["a"])
sum("ab","")
max()
max([])
min(1)
int(10**5000.0)
str(10**5000)
int("1"*5000)
"abc".index("z")
"abc".split("")
"a".join([1])
"a".join(1)
"abc".replace("a")
"abc".center(10,"ab")
"abc".startswith(1)
"abc".startswith((1,))
"abc".find(1)
1 in "abc"
"abc".encode("ascii2")
"é".encode("ascii")
b"\\xff".decode()
"abc".strip(1)
"abc".partition("")
"abc".zfill("a")
"a".ljust(2.0)
5 .to_bytes(1,"x")
500 .to_bytes(1,"big")
(-5).to_bytes(1,"big")
int.from_bytes(b"12","x")
True+True
round(2.5)
round(-2.5)
round(2.675,2)
round(1234,-2)
round(1250,-2)
round(1e300,-300)
float("1e400")
1e16
1e22
123456789012345678.0
1e-5
0.0001
complex("1+2j")
complex(1,2)
-0j
1j**2
isinstance(1,1)
issubclass(1,int)
getattr(1,"x")
iter(1)
next([])
next(iter([]))
hash([])
sorted([1,"a"])
list(zip([1],[1,2],strict=True))
print(sep=1)
print(end=1)
chr(0x110000)
int("٣")
float("٣.٥")
"ß".upper()
"ŉ".upper()
"ΑΣ".lower()
"ǆ".title()
"İ".lower()
"ß".casefold()
"\\x85 a\\u2028b".splitlines()
sys.platform
sys.byteorder
sys.float_repr_style
sys.maxunicode
sys.hexversion
sys.api_version
'''.splitlines():
    t(s)
