# Fractions and wrapped text.
from fractions import Fraction as F
import textwrap, math
def t(f, *a, **k):
    try: return repr(f(*a, **k))
    except BaseException as e: return type(e).__name__ + ': ' + str(e)
print(F(1,3)+F(1,6), F('3/4'), F('1.25'), F(0.5), F(-6,4), repr(F(2)), F(1,3)*3, F(1,2)/F(3,4), F(7,2)//2, F(7,2)%2, F(1,2)**3, F(1,2)**-2, 1+F(1,2), 2-F(1,2), 1/F(2,3), F(1,2)+0.5, F(1,2)==0.5, F(1,3)<F(1,2), float(F(1,3)), int(F(-7,2)), round(F(5,2)), round(F(22,7),2), math.floor(F(-7,2)), math.ceil(F(7,2)), F(math.pi).limit_denominator(100), hash(F(2))==hash(2), hash(F(1,2))==hash(0.5), abs(F(-1,2)), -F(1,2), sum([F(1,2),F(1,3)]), max(F(1,2),F(2,3)), F(3,1), bool(F(0)), F('-1e-2'), F(1,2).as_integer_ratio(), divmod(F(7,2),F(1,2)), sorted([F(1,2),F(1,3)]), f'{F(1,3):.3f}', F(4,2).is_integer(), 2**F(2))
print(t(F,1,0), t(F,'x'), t(F,[]), t(F,1.5,2), t(lambda: F(1,2)+'a'))
s = "The quick brown fox jumped over the lazy dog. It's a well-known sentence, isn't it?  Averyveryverylongwordthatdoesnotfit here."
for w in (10, 20, 40): print(textwrap.wrap(s, w))
print(textwrap.fill(s, 30, initial_indent='* ', subsequent_indent='  '))
print(repr(textwrap.dedent('''
    a
      b

    c
''')), repr(textwrap.indent('a\n\nb\n', '> ')), textwrap.shorten(s, 30), textwrap.shorten('hello world', 8, placeholder='..'), textwrap.wrap('', 5), textwrap.wrap(s, 15, max_lines=2), textwrap.wrap('abcdefghij', 4, break_long_words=False), t(textwrap.wrap,'a',0))
