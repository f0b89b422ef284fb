b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b[:3]), b + b"!", b * 2, b"a" in b, 104 in b)
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(range(5)), bytes(), b"\\ \n \t \' \"")
print(b.hex(), bytes.fromhex("00 ff 10"), b.find(b"l"), b.count(b"l"), b.startswith(b"he"), b.replace(b"l", b"L"), b.upper())
print(b"a,b".split(b","), b"-".join([b"x", b"y"]), b" x ".strip(), b"abc".decode(), b"\xc3\xa9".decode("utf-8"), b"\xff".decode("latin-1"))
print(b"\xff\xfe".decode("utf-8", "replace"), b"a\xff".decode("utf-8", "ignore"), b"\xe9".decode("ascii", "backslashreplace"))
print(b == b"hello\x00\xff", b"a" < b"b", b"a" == "a", hash(b"x") == hash(b"x"), {b"k": 1}[b"k"], bool(b""))
a = bytearray(b"abc")
a[0] = 120
a.append(33)
a += b"yz"
a.extend([65])
del a[1]
print(a, len(a), bytes(a), a.decode(), a[0], a[1:3], bytearray(2), a == b"xc!yzA", a.pop(), a.upper())
for wrong in (lambda: bytes([256]), lambda: b"a" + "a", lambda: b"abc"[5], lambda: bytes(-1), lambda: bytes("a"), lambda: b"\x80".decode()):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print("%s" % b"x", f"{b'z'}", repr(b"'"), repr(b'"'), repr(b"'\""))
