"""Growth of operations on bytes, bytearray and memoryview."""


@operation(20_000)
def bytes_index_each(n):
    b = bytes(range(256)) * (n // 256)
    yield
    for i in range(len(b)):
        b[i]


@operation(20_000)
def bytes_iterate(n):
    b = bytes(range(256)) * (n // 256)
    yield
    for x in b:
        pass


@operation(5_000)
def bytes_append_in_a_loop(n):
    yield
    b = b""
    for i in range(n):
        b += b"word "


@operation(10_000)
def bytearray_append(n):
    yield
    b = bytearray()
    for i in range(n):
        b.append(i & 255)


@operation(5_000)
def bytearray_extend(n):
    yield
    b = bytearray()
    for i in range(n):
        b += b"abc"


@operation(5_000)
def bytearray_delete_first(n):
    b = bytearray(n)
    yield
    while b:
        del b[0]


@operation(2_000)
def bytearray_pop_first(n):
    b = bytearray(n)
    yield
    while b:
        b.pop(0)


@operation(2_000)
def bytearray_delete_front_slices(n):
    b = bytearray(n * 4)
    yield
    while b:
        del b[:4]


@operation(10_000)
def bytearray_set_each(n):
    b = bytearray(n)
    yield
    for i in range(n):
        b[i] = i & 255


@operation(10_000)
def bytearray_sieve(n):
    yield
    flags = bytearray([1]) * n
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = bytes(len(range(i * i, n, i)))
    sum(flags)


@operation(200_000)
def bytes_find_missing(n):
    b = b"abcab" * (n // 5)
    yield
    for _ in range(5):
        b.find(b"xyz")


@operation(100_000)
def bytes_count(n):
    b = b"abcab" * (n // 5)
    yield
    for _ in range(5):
        b.count(b"ab")


@operation(20_000)
def bytes_split(n):
    b = b"a,bc,def," * (n // 3)
    yield
    b.split(b",")


@operation(20_000)
def bytes_join(n):
    parts = [b"abc"] * n
    yield
    b"".join(parts)


@operation(200_000)
def bytes_translate(n):
    b = b"hello world " * (n // 12)
    table = bytes(255 - i for i in range(256))
    yield
    for _ in range(3):
        b.translate(table)


@operation(50_000)
def bytes_hex(n):
    b = bytes(range(256)) * (n // 256)
    yield
    bytes.fromhex(b.hex())


@operation(50_000)
def bytes_replace(n):
    b = b"one two three " * (n // 14)
    yield
    for _ in range(4):
        b.replace(b"two", b"2")


@operation(200_000)
def bytes_reverse(n):
    b = bytes(n)
    yield
    for _ in range(5):
        b[::-1]


@operation(50_000)
def bytes_repr(n):
    b = bytes(range(256)) * (n // 256)
    yield
    repr(b)


@operation(20_000)
def bytes_from_list(n):
    values = [i & 255 for i in range(n)]
    yield
    bytes(values)
    bytearray(values)


@operation(20_000)
def bytes_from_generator(n):
    yield
    bytes(i & 255 for i in range(n))


@operation(5_000)
def memoryview_index(n):
    m = memoryview(bytearray(n))
    yield
    for i in range(n):
        m[i]


@operation(5_000)
def memoryview_slices(n):
    m = memoryview(bytes(n * 4))
    yield
    while m:
        m = m[4:]


@operation(3_000)
def int_to_from_bytes(n):
    yield
    for i in range(n):
        int.from_bytes((i * 7919).to_bytes(8, "big"), "big")


@operation(3_000)
def struct_pack_unpack(n):
    import struct

    yield
    for i in range(n):
        struct.unpack("<IHd", struct.pack("<IHd", i, i & 999, i / 3))


@operation(20_000)
def array_append_sum(n):
    import array

    yield
    a = array.array("i")
    for i in range(n):
        a.append(i)
    sum(a)
