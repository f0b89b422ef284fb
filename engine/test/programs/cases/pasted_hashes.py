# A deduplicator and an integrity check: hashlib, hmac, base64, binascii, uuid, secrets.
import base64
import binascii
import hashlib
import hmac
import secrets
import uuid
import zlib
from collections import defaultdict

BLOBS = [b"", b"abc", b"The quick brown fox jumps over the lazy dog", bytes(range(256)) * 9, b"a" * 1000, b"abc"]

for name in sorted(hashlib.algorithms_guaranteed):
    hash = hashlib.new(name)
    for blob in BLOBS:
        hash.update(blob)
    size = () if hash.digest_size else (20,)
    print(f"{name:10} {hash.digest_size:3} {hash.block_size:4} {hash.name} {hash.hexdigest(*size)[:40]}")

groups = defaultdict(list)
for number, blob in enumerate(BLOBS):
    groups[hashlib.sha256(blob).hexdigest()[:12]].append(number)
print(dict(groups))

running = hashlib.sha512(b"head")
fork = running.copy()
running.update(b"tail")
print(running.hexdigest()[:16], fork.hexdigest()[:16], fork.digest() == hashlib.sha512(b"head").digest())

key = b"key" * 40
for name in ("md5", "sha1", "sha256", "sha3_256", "blake2s"):
    print(name, hmac.new(key, b"message", name).hexdigest()[:24])
print(hmac.compare_digest(hmac.digest(b"k", b"m", "sha256"), hmac.new(b"k", b"m", hashlib.sha256).digest()),
      hmac.compare_digest("same", "same"), hmac.compare_digest("same", "sama"), hmac.compare_digest(b"a", b"ab"))

print(hashlib.blake2b(b"data", digest_size=16, key=b"secret", salt=b"salt", person=b"me").hexdigest())
print(hashlib.blake2s(b"data", digest_size=8, fanout=2, depth=2, leaf_size=64, node_offset=3, node_depth=1, inner_size=32,
                      last_node=True).hexdigest())
print(hashlib.shake_128(b"x").hexdigest(5), hashlib.shake_256(b"x").digest(3))

for blob in BLOBS[:3]:
    for encode, decode in ((base64.b64encode, base64.b64decode), (base64.b32encode, base64.b32decode),
                           (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode),
                           (base64.a85encode, base64.a85decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode)):
        text = encode(blob)
        assert decode(text) == blob
        print(text[:30])
print(base64.encodebytes(BLOBS[3][:60]), binascii.hexlify(b"abcde", "-", 2), b"abc".hex(":"), bytes.fromhex("61 62"))
print(binascii.crc32(b"hello"), zlib.crc32(b"hello"), zlib.adler32(b"hello"), binascii.crc_hqx(b"hello", 0))

print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.UUID(int=5).version)
made = uuid.uuid4()
print(made.version, made.variant, len(str(made)), made == uuid.UUID(str(made)), uuid.UUID(bytes=made.bytes) == made)
print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), secrets.randbelow(1), len(secrets.token_urlsafe(12)) >= 16,
      secrets.compare_digest("a", "a"), secrets.choice([7]))

for act in (lambda: hashlib.md5("text"), lambda: hashlib.sha1(3), lambda: hashlib.new("nope"), lambda: hashlib.blake2b(digest_size=65),
            lambda: hashlib.blake2s(key=b"k" * 33), lambda: hashlib.blake2b(salt=b"s" * 17), lambda: hashlib.blake2b(depth=0),
            lambda: hashlib.blake2b(fanout=256), lambda: hashlib.blake2b(leaf_size=-1), lambda: hashlib.blake2s(node_offset=2**48),
            lambda: hashlib.blake2b(inner_size=65), lambda: hashlib.shake_128(b"").digest(-1), lambda: hashlib.sha256().update("s"),
            lambda: hmac.new("k", b"m", "md5"), lambda: hmac.compare_digest("é", "e"), lambda: hmac.compare_digest(1, "e"),
            lambda: base64.b64decode("abc"), lambda: base64.b64decode("a"), lambda: base64.b64decode("ab=c", validate=True),
            lambda: base64.b32decode("a"), lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify("zz"),
            lambda: binascii.a2b_hex("é"), lambda: binascii.hexlify("x"), lambda: binascii.a2b_base64(3), lambda: uuid.UUID("x"),
            lambda: hashlib.sha256(b"a", 1, 2), lambda: type(hashlib.md5())(), lambda: hashlib.md5(b"", string=b"")):
    try:
        print(act())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__module__, type(error).__name__, error)
