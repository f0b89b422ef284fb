# Old ciphers and base64, all by hand.

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def caesar(text, shift):
    result = []
    for char in text:
        if "a" <= char <= "z":
            result.append(chr((ord(char) - ord("a") + shift) % 26 + ord("a")))
        elif "A" <= char <= "Z":
            result.append(chr((ord(char) - ord("A") + shift) % 26 + ord("A")))
        else:
            result.append(char)
    return "".join(result)


def vigenere(text, key, decrypt=False):
    result = ""
    position = 0
    for char in text:
        if char.isalpha() and char.isascii():
            shift = ord(key[position % len(key)].lower()) - 97
            result += caesar(char, -shift if decrypt else shift)
            position += 1
        else:
            result += char
    return result


def break_caesar(text):
    """The shift whose letters are most like English."""
    frequencies = dict(zip("etaoinshrdlu", [12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0, 2.8]))
    best = (0, 0)
    for shift in range(26):
        score = sum(frequencies.get(c, 0) for c in caesar(text, shift).lower())
        best = max(best, (score, shift))
    return best[1]


def rail_fence(text, rails):
    rows = [[] for _ in range(rails)]
    row, step = 0, 1
    for char in text:
        rows[row].append(char)
        if row + step not in range(rails):
            step = -step
        row += step
    return "".join("".join(r) for r in rows)


def base64_encode(data):
    out = []
    for i in range(0, len(data), 3):
        chunk = data[i : i + 3]
        number = int.from_bytes(chunk + bytes(3 - len(chunk)), "big")
        quad = [ALPHABET[number >> shift & 63] for shift in (18, 12, 6, 0)]
        for k in range(3 - len(chunk)):
            quad[3 - k] = "="
        out.extend(quad)
    return "".join(out)


def base64_decode(text):
    result = bytearray()
    bits = count = 0
    for char in text.rstrip("="):
        bits = bits << 6 | ALPHABET.index(char)
        count += 6
        if count >= 8:
            count -= 8
            result.append(bits >> count & 255)
            bits &= (1 << count) - 1
    return bytes(result)


def xor(data, key):
    return bytes(byte ^ key[i % len(key)] for i, byte in enumerate(data))


text = "The quick brown fox jumps over the lazy dog, and nobody is in the least surprised."
print(caesar(text, 3))
print(caesar(caesar(text, 3), -3) == text, caesar(text, 13) == caesar(text, -13))
print("broken:", break_caesar(caesar(text, 11)))
secret = vigenere(text, "Lemon")
print(secret)
print(vigenere(secret, "Lemon", decrypt=True) == text)
print(rail_fence("WEAREDISCOVEREDFLEEATONCE", 3))

for sample in (b"", b"f", b"fo", b"foo", b"foob", bytes(range(250, 256))):
    coded = base64_encode(sample)
    print(sample, coded, base64_decode(coded) == sample)

data = bytes(i * i % 251 for i in range(4000))
coded = base64_encode(data)
print(len(coded), coded[:40], base64_decode(coded) == data)
print(xor(xor(data, b"secret"), b"secret") == data, sum(xor(data, b"k")))
