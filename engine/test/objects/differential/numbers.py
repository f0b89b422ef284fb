# Integers and floats: every operation on many pairs of values, among them the edges of each way of computing.
import random
def t(f, *a, **k):
    try: return repr(f(*a, **k))
    except BaseException as e: return type(e).__name__ + ': ' + str(e)
rnd = random.Random(12345)
ints = [0,1,-1,2,3,7,-7,10,255,256,-256,65535,2**31-1,2**31,-2**31,-2**31-1,2**32,2**32-1,2**53,2**53+1,-2**53-1,2**62,2**63-1,2**63,-2**63,-2**63-1,2**64-1,2**64,2**64+1,10**20,-10**20,2**100,3**80,-3**80,10**50,2**200-1,12345678901234567890]
ints += [rnd.randint(-2**40,2**40) for _ in range(3)] + [rnd.randint(-2**70,2**70) for _ in range(3)]+[True,False]
ops = [('+',lambda a,b:a+b),('-',lambda a,b:a-b),('*',lambda a,b:a*b),('//',lambda a,b:a//b),('%',lambda a,b:a%b),('/',lambda a,b:a/b),('&',lambda a,b:a&b),('|',lambda a,b:a|b),('^',lambda a,b:a^b),('<',lambda a,b:a<b),('==',lambda a,b:a==b),('divmod',divmod)]
for name,f in ops:
    for a in ints:
        print(name, a, [t(f,a,b) for b in ints])
for a in ints:
    print(a, -a, ~int(a), +a, abs(a), hash(a), a.bit_length(), a.bit_count(), hex(a), bin(a), oct(a), bool(a), float(a), str(a), a.as_integer_ratio())
    print([t(lambda: a<<n) for n in (0,1,5,31,32,33,53,64,100)], [t(lambda: a>>n) for n in (0,1,5,31,32,33,53,63,64,65,100)])
    print([t(pow,a,n) for n in (0,1,2,3,5,10,17,-1,-2,-3)], [t(pow,a,n,m) for n in (0,1,2,77,10**20,-1) for m in (1,7,-7,10**9+7,2**64+13,0)])
    print([t(round,a,n) for n in (None,0,1,-1,-2,-5,-20)], [t(a.to_bytes,n,e,signed=s) for n in (1,2,4,8,16) for e in ('big','little') for s in (False,True)])
floats = [0.0,-0.0,1.0,-1.0,0.5,1.5,2.5,-2.5,0.1,0.2,0.3,1/3,2/3,1e-5,1e-4,123456789.123,1e15,1e16,1e17,1e22,1e23,1e100,5e-324,2.2250738585072014e-308,1e-7,9007199254740993.0,float('inf'),float('-inf'),float('nan'),3.14159,-7.25,100.0,1e-320]
floats += [rnd.uniform(-1000,1000) for _ in range(4)]
fops = [('+',lambda a,b:a+b),('-',lambda a,b:a-b),('*',lambda a,b:a*b),('//',lambda a,b:a//b),('%',lambda a,b:a%b),('/',lambda a,b:a/b),('**',lambda a,b:a**b),('<',lambda a,b:a<b),('==',lambda a,b:a==b),('divmod',divmod)]
for name,f in fops:
    for a in floats:
        print(name, a, [t(f,a,b) for b in floats])
        print(name, a, [t(f,a,b) for b in ints[:12]])
        print(name, a, [t(f,b,a) for b in ints[:12]])
for a in floats:
    print(repr(a), str(a), t(hash,a) if a==a else '', t(int,a), t(round,a), [t(round,a,n) for n in range(-5,20,3)], a.is_integer(), a.hex(), t(a.as_integer_ratio), bool(a), -a, abs(a))
for s in ['1','-1.5','1e5','1E-5','.5','5.','1_000.5','inf','-Infinity','nan','  2.5  ','1e400','abc','','1__0','0x10','1e','1.5.2','+3','1e-400','4.9e-324','2.4e-324','123456789012345678901234567890','0.1e1_0','١.٥']:
    print(repr(s), t(float,s), t(int,s), t(complex,s))
for s in ['0x1F','0b101','0o17','017','0','00','-0x1f','z','Z',' 12 ','1_2','_1','1_','12a','',' ','+5','--5','٣٤']:
    print(repr(s),[t(int,s,b) for b in (0,2,8,10,16,36)])
