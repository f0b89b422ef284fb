"""Base64 and hexadecimal written by hand: bytes taken apart by shifts, strings put together."""

import sys

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
VALUES = {char: value for value, char in enumerate(ALPHABET)}


def encode(data):
    out = []
    whole = len(data) // 3 * 3
    for i in range(0, whole, 3):
        bits = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        out.append(ALPHABET[bits >> 18])
        out.append(ALPHABET[bits >> 12 & 63])
        out.append(ALPHABET[bits >> 6 & 63])
        out.append(ALPHABET[bits & 63])
    rest = data[whole:]
    if len(rest) == 1:
        out.append(ALPHABET[rest[0] >> 2] + ALPHABET[rest[0] << 4 & 63] + "==")
    elif len(rest) == 2:
        bits = rest[0] << 8 | rest[1]
        out.append(ALPHABET[bits >> 10] + ALPHABET[bits >> 4 & 63] + ALPHABET[bits << 2 & 63] + "=")
    return "".join(out)


def decode(text):
    result = bytearray()
    bits = 0
    count = 0
    for char in text:
        if char == "=":
            break
        bits = (bits << 6 | VALUES[char]) & 0xFFFFFF
        count += 6
        if count >= 8:
            count -= 8
            result.append(bits >> count & 0xFF)
    return bytes(result)


def to_hex(data):
    digits = "0123456789abcdef"
    text = ""
    lines = []
    for i, byte in enumerate(data):
        text += digits[byte >> 4] + digits[byte & 15]
        if i % 16 == 15:
            lines.append(text)
            text = ""
    lines.append(text)
    return "\n".join(lines)


def checksum(data):
    """Adler's, of 32 bits."""
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def make_data(count):
    state = 1
    data = bytearray()
    for _ in range(count):
        state = state * 16807 % 2147483647
        data.append(state >> 7 & 0xFF)
    return bytes(data)


def main(count=3_000):
    for text, coded in (("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")):
        assert encode(text.encode()) == coded, text
    assert checksum(b"Wikipedia") == 0x11E60398
    data = make_data(count)
    coded = encode(data)
    assert decode(coded) == data
    dump = to_hex(data)
    assert bytes.fromhex(dump) == data
    print(f"{count} bytes, {len(coded)} letters, {dump.count(chr(10))} full lines, checksum {checksum(data):08x}")
    print(coded[:60])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
