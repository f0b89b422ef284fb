# Characters: unicodedata, encodings, normal forms, width on a terminal.
import unicodedata as u
import zlib
from collections import Counter

for c in "aé€ßΩ中한½²٣Ⅷ\u0301\u200d\n\ue000\U0001f600ﬁ⁵༳":
    print(repr(c), u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c), u.mirrored(c), u.decomposition(c), u.name(c, "?"), u.numeric(c, None),
          u.decimal(c, None), u.digit(c, None))
print(u.lookup("LATIN SMALL LETTER A WITH GRAVE"), u.lookup("snowman"), u.lookup("CJK UNIFIED IDEOGRAPH-4E2D"), u.lookup("HANGUL SYLLABLE HAN"), u.name("\uac00"),
      u.unidata_version, u.ucd_3_2_0.unidata_version, u.ucd_3_2_0.category("\U0001f600"))
text = "Ångström ﬁ café ①"
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    print(form, [hex(ord(c)) for c in u.normalize(form, text)][:12], len(u.normalize(form, text)), u.is_normalized(form, text))


def plain(text):
    return "".join(c for c in u.normalize("NFD", text) if not u.combining(c))


def width(text):
    return sum(0 if u.combining(c) else 2 if u.east_asian_width(c) in "WF" else 1 for c in text)


print(plain("Crème brûlée à Zürich, Čapek"), width("中文 abc é"), Counter(u.category(c)[0] for c in "Hello, Wörld! 123"))
digest = zlib.crc32("".join(f"{u.category(chr(n))}{u.bidirectional(chr(n))}{u.combining(chr(n))}{u.east_asian_width(chr(n))}{u.mirrored(chr(n))}{u.decomposition(chr(n))}"
                            f"{u.name(chr(n), '')}{u.numeric(chr(n), '')}{u.digit(chr(n), '')}" for n in range(0, 0x3100)).encode())
print(digest)
for act in (lambda: u.name("\n"), lambda: u.lookup("NOPE"), lambda: u.decimal("½"), lambda: u.digit("a"), lambda: u.numeric("a"), lambda: u.category("ab"), lambda: u.category(3), lambda: u.normalize("X", "a"),
            lambda: u.name(""), lambda: u.normalize("NFC", 3), lambda: u.combining(b"a")):
    try:
        print(act())
    except (ValueError, KeyError, TypeError) as error:
        print(type(error).__name__, error)
