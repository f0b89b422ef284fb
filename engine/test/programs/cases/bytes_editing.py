"""bytearray changed at its front, middle and end beside a list; text of bytes, codecs, translation."""

import random

random.seed(6)
steps = 0
for turn in range(30):
    b, items = bytearray(), []
    for _ in range(random.choice([20, 100])):
        kind = random.randrange(16)
        value = random.randrange(256)
        i = random.randrange(-len(items) - 1, len(items) + 2)
        j = random.randrange(-len(items) - 1, len(items) + 2)
        more = [random.randrange(256) for _ in range(random.choice([0, 1, 3, 20, 100]))]
        step = random.choice([1, 1, 1, 2, -1, -3])
        if kind == 0:
            b.append(value)
            items.append(value)
        elif kind == 1:
            b += bytes(more)
            items += more
        elif kind == 2:
            b.extend(more)
            items.extend(more)
        elif kind == 3:
            b.insert(i, value)
            items.insert(i, value)
        elif kind == 4 and items:
            at = random.choice([0, -1, len(items) // 2])
            assert b.pop(at) == items.pop(at)
        elif kind == 5:
            del b[: abs(i)]
            del items[: abs(i)]
        elif kind == 6:
            del b[i:j:step]
            del items[i:j:step]
        elif kind == 7:
            b[i:j] = bytes(more)
            items[i:j] = more
        elif kind == 8 and items:
            del b[0]
            del items[0]
        elif kind == 9:
            b.reverse()
            items.reverse()
        elif kind == 10 and 0 < len(items) < 2000:
            b *= 2
            items *= 2
        elif kind == 11 and len(items) < 2000:
            b += bytes(b)
            items += items
        elif kind == 12 and items:
            b.remove(items[len(items) // 2])
            items.remove(items[len(items) // 2])
        elif kind == 13:
            b[i:j] = b[j:i]
            items[i:j] = items[j:i]
        elif kind == 14:
            b[0:0] = bytes(memoryview(b)[:2])
            items[0:0] = items[:2]
        elif kind == 15:
            b[::step] = bytes(len(b[::step]))
            items[::step] = [0] * len(items[::step])
        assert list(b) == items, (kind, i, j, step)
        assert bytes(b) == bytes(items)
        assert b[i:j:step] == bytes(items[i:j:step])
        steps += 1
print(steps)

queue = bytearray(range(256)) * 10
while len(queue) > 5:
    del queue[:3]
    queue.append(queue.pop(0))
print(queue)

print(repr(bytes(range(256))), bytearray(b"it's"), b"it's", b'"\'', bytes.fromhex(" 00 ff aB"))
for bad in ("0","0g","zz","00 1"):
    try: bytes.fromhex(bad)
    except ValueError as e: print(e)
for enc in ("utf-8","ascii","latin-1","utf-16","U8","Latin1"):
    for t in ("abc","é","中\U0001f600",""):
        try: print(enc, t.encode(enc), t.encode(enc).decode(enc)==t)
        except UnicodeError as e: print(e)
for bad in (b"\xff", b"a\xc3", b"\xe4\xb8", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"abc\xe9def"):
    for er in ("strict","replace","ignore","backslashreplace"):
        for enc in ("utf-8","ascii","latin-1"):
            try: print(ascii(bad.decode(enc,er)))
            except UnicodeError as e: print(e)
print("a,b".encode().partition(b","), b"abc".rpartition(b"x"), b"--a".strip(b"-"), b"x".center(5,b"*"), b"-7".zfill(5), b"+".zfill(3), b"".zfill(2), b"ab"*3, 0*b"ab", bytearray(b"x")*4, b"a b".title(), b"abcabc".translate(bytes(range(256)),b"a"), b" a  b ".split(), b"a b c d".split(None,2), b"a b c d".rsplit(None,2), b"a\r\nb\nc\r".splitlines(True), b",".join([b"a",bytearray(b"b"),memoryview(b"cd")]), bytearray(b"-").join([]), b"abc".removeprefix(b"ab"), b"abc".removesuffix(b"bc"))
print(b"\x00ab\xff".hex(), b"abcdef".hex("-",2), b"" .hex())

for t in ("it's text\n\t","\"","'\"","\x7f\x80\xa0é中\U0001f600\ud800","","a\\b", "\u200b"):
    print(ascii(repr(t)), ascii(repr(t.encode("utf-8","surrogatepass"))), repr(bytearray(t.encode("utf-8","surrogatepass"))))
for t in ("hello world","HELLO wORLD it's 3d","a","A","","ǆ x","éa É","x1y"): print(t.title(),t.capitalize(),t.swapcase(), t.title()==t.title())
print("a\tb\n\tc\r\td".expandtabs(), "a\tb".expandtabs(0), "a\tb".expandtabs(-3), "\t".expandtabs(3)=="   ", "中\tx".expandtabs(4))
print("hello".translate({104:"HH",101:None,108:108}), "中a".translate({0x4e2d:"x"}), "abc".translate({97:0x4e2d}), ascii("abc".translate({97:0x1f600})), "".translate({}))
class M(dict):
    def __missing__(self,k): return chr(k).upper()
print("abcé".translate(M()), "ab".translate(["x"]*98))
for bad in ({97:-1},{97:1.5},{97:0x110000}):
    try: print("abc".translate(bad))
    except Exception as e: print(type(e).__name__,e)
print(bytes([1,2,255]), bytes((0,)), bytearray([]), end=" ")
for bad in ([256],[-1],["a"],[1.5],(1,None)):
    try: print(bytes(bad))
    except Exception as e: print(type(e).__name__,e)
