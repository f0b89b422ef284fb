"""Ints of all sizes by all operators, against what must hold of them; bytes and back; greatest common divisors."""

import random, math, sys
sys.set_int_max_str_digits(0)
r=random.Random(7)
M=(1<<61)-1
h=0
def mix(*v):
    global h
    for x in v: h=(h*1000003 ^ (x % M)) % M
def num():
    k=r.choice([1,8,16,31,32,33,53,62,63,64,65,96,128,160,200,500,768,800,1500,3200,6400,9000])
    v=r.getrandbits(k)
    c=r.random()
    if c<.15: v=(1<<k)-1
    elif c<.3: v=1<<k
    elif c<.4: v=((1<<k)-1)<<k
    return -v if r.random()<.4 else v
for i in range(500):
    a,b=num(),num()
    mix(a+b,a-b,a*b,b+a)
    if b:
        q,m=divmod(a,b); mix(q,m); assert q*b+m==a and (0<=m<b or b<m<=0), (a,b)
        assert a//b==q and a%b==m
        p=a*b+r.randrange(abs(b)); 
        q,m=divmod(p,b); assert q*b+m==p
        assert (a*b)//b==a and (a*b)%b==0
    s=r.choice([0,1,5,31,32,33,64,100,1000])
    mix(a<<s,a>>s,-a,~a,a&b,a|b,a^b,abs(a),a.bit_length(),a.bit_count())
    mix((a<b)+2*(a==b)+4*(a>=b)+8*(a!=b))
    assert hash(a)==hash(a+0)
    L=(a.bit_length()+8)//8+r.choice([0,0,1,5])
    o=r.choice(["big","little"])
    x=a.to_bytes(L,o,signed=True); assert int.from_bytes(x,o,signed=True)==a,(a,L,o)
    mix(int.from_bytes(x,o))
    if a>=0: assert int.from_bytes(a.to_bytes(L,o),o)==a
    g=math.gcd(a,b); mix(g)
    if g: assert a%g==0 and b%g==0
    f=num(); assert math.gcd(a*f,b*f)==abs(g*f)
    t=math.isqrt(abs(a)); assert t*t<=abs(a)<(t+1)**2
    if i%10==0: assert int(str(a))==a and int(hex(a),16)==a
print(h, sum([num() for _ in range(100)])%M, max(num() for _ in range(50)), min(num() for _ in range(50)))
for a,L,sg in [(128,1,True),(-128,1,True),(-129,1,True),(255,1,False),(256,1,False),(0,0,False),(1,0,False),(-1,0,True),(0,0,True),(-1,1,False),(2**63,8,True),(-2**63,8,True),(-2**63-1,8,True),(-2**64,8,True),(2**31,4,True),(2**32-1,4,False)]:
    try: print(a,L,sg,a.to_bytes(L,"little",signed=sg))
    except OverflowError as e: print(a,L,sg,e)
for bad in [lambda:(1).to_bytes(-1),lambda:(1).to_bytes(1,"mid"),lambda:int.from_bytes([256]),lambda:int.from_bytes("a"), lambda: int.from_bytes([1,2],"little")]:
    try: print(bad())
    except Exception as e: print(type(e).__name__,e)
print(int.from_bytes(b""),int.from_bytes(b"\xff\xff\xff\xff",signed=True),int.from_bytes(b"\x80\0\0\0",signed=True),int.from_bytes(b"\x80\0\0\0"),bool.from_bytes(b"\1"), int.from_bytes(bytearray(b"\1\2")), int.from_bytes(memoryview(b"\1\2\3")[1:]))
