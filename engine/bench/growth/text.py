"""Growth of operations on str."""


@operation(20_000)
def str_index_each(n):
    s = "abcdefghij" * (n // 10)
    yield
    for i in range(n):
        s[i]


@operation(20_000)
def str_iterate(n):
    s = "abcdefghij" * (n // 10)
    yield
    for c in s:
        pass


@operation(20_000)
def str_iterate_wide(n):
    s = "aé中\U0001f600b" * (n // 5)
    yield
    for c in s:
        pass


@operation(8_000)
def str_slice_each(n):
    s = "abcdefghij" * (n // 10)
    yield
    for i in range(n):
        s[i : i + 5]


@operation(200_000)
def str_reverse(n):
    s = "abcdefghij" * (n // 10)
    yield
    for _ in range(10):
        s[::-1]


@operation(10_000)
def str_append_in_a_loop(n):
    yield
    s = ""
    for i in range(n):
        s += "word "


@operation(10_000)
def str_append_attribute(n):
    class Holder:
        pass

    h = Holder()
    h.text = ""
    yield
    for i in range(n):
        h.text += "ab"


@operation(1_000)
def str_prepend_in_a_loop(n):
    yield
    s = ""
    for i in range(n):
        s = "x" + s


@operation(10_000)
def str_concatenate_short(n):
    a, b = "hello", "world"
    yield
    for i in range(n):
        a + b


@operation(200)
def str_in_worst(n):
    s = "a" * n * 16
    t = "a" * n + "b"
    yield
    for _ in range(20):
        t in s


@operation(100_000)
def str_in_text(n):
    s = "the quick brown fox jumps over the lazy dog " * (n // 44)
    yield
    for _ in range(20):
        "lazy cat" in s


@operation(2_000)
def str_find_in_a_loop(n):
    s = "some words, and more " * n
    yield
    i = s.find(",")
    while i >= 0:
        i = s.find(",", i + 1)


@operation(100_000)
def str_count_short(n):
    s = "abcab" * (n // 5)
    yield
    for _ in range(5):
        s.count("ab")


@operation(100_000)
def str_count_long(n):
    s = "abcdefghijklmnopqrstuvwxyz0123456789" * (n // 36)
    t = "abcdefghijklmnopqrstuvwxyz0123456789" * 3
    yield
    for _ in range(5):
        s.count(t)


@operation(100_000)
def str_rfind_missing(n):
    s = "abcab" * (n // 5)
    yield
    for _ in range(5):
        s.rfind("xyz")


@operation(20_000)
def str_split_spaces(n):
    s = "some words here " * (n // 4)
    yield
    s.split()


@operation(20_000)
def str_split_separator(n):
    s = "a,bc,def," * (n // 3)
    yield
    s.split(",")


@operation(20_000)
def str_splitlines(n):
    s = "a line\nanother\r\n" * (n // 2)
    yield
    s.splitlines()


@operation(50_000)
def str_join_words(n):
    words = ["word", "another", "x"] * (n // 3)
    yield
    " ".join(words)


@operation(20_000)
def str_join_generator(n):
    yield
    "".join(str(i) for i in range(n))


@operation(50_000)
def str_replace_short(n):
    s = "one two three " * (n // 14)
    yield
    for _ in range(4):
        s.replace("two", "2")


@operation(50_000)
def str_replace_character(n):
    s = "one two three " * (n // 14)
    yield
    for _ in range(4):
        s.replace("e", "E")


@operation(20_000)
def str_translate(n):
    s = "hello world " * (n // 12)
    table = str.maketrans("lo", "01", "d")
    yield
    s.translate(table)


@operation(5_000)
def str_maketrans_dict(n):
    d = {chr(i + 100): chr(i + 101) for i in range(n)}
    yield
    str.maketrans(d)


@operation(200_000)
def str_upper_lower(n):
    s = "Hello World " * (n // 12)
    yield
    for _ in range(3):
        s.upper()
        s.lower()


@operation(50_000)
def str_title(n):
    s = "hello world " * (n // 12)
    yield
    for _ in range(2):
        s.title()
        s.capitalize()
        s.swapcase()


@operation(10_000)
def str_predicates(n):
    s = "ab1 _Z" * (n // 6)
    yield
    for c in s:
        c.isalpha() or c.isdigit() or c.isspace() or c.isupper()


@operation(200_000)
def str_isalnum_long(n):
    s = "abc123" * (n // 6)
    yield
    for _ in range(3):
        s.isalnum()


@operation(10_000)
def str_strip(n):
    s = "  some text \n"
    yield
    for _ in range(n):
        s.strip()


@operation(10_000)
def str_startswith(n):
    s = "prefix and the rest"
    yield
    for _ in range(n):
        s.startswith("pre")
        s.endswith(("est", "x"))


@operation(10_000)
def str_compare(n):
    a = "some longer text, the same"
    b = "some longer text, the other"
    yield
    for _ in range(n):
        a == b
        a < b


@operation(200_000)
def str_compare_long(n):
    a = "x" * n + "a"
    b = "x" * n + "b"
    yield
    for _ in range(20):
        a == b
        a < b


@operation(200_000)
def str_hash_long(n):
    parts = ["x" * n + str(i) for i in range(5)]
    yield
    for s in parts:
        hash(s)


@operation(10_000)
def str_in_characters(n):
    s = "abcdefghij" * (n // 10)
    yield
    for c in s:
        c in "aeiou"


@operation(10_000)
def ord_chr(n):
    s = "abcdefghij" * (n // 10)
    yield
    for c in s:
        chr(ord(c) + 1)


@operation(5_000)
def fstring_int(n):
    yield
    for i in range(n):
        f"item {i} of {n}"


@operation(3_000)
def fstring_format_spec(n):
    yield
    for i in range(n):
        f"{i:>8d}|{i / 7:.3f}|{i:x}"


@operation(3_000)
def percent_format(n):
    yield
    for i in range(n):
        "%d: %s (%.2f)" % (i, "name", i / 3)


@operation(3_000)
def str_format_method(n):
    yield
    for i in range(n):
        "{}: {name} {:>5}".format(i, i, name="x")


@operation(50_000)
def str_repr(n):
    s = "it's text\n\t" * (n // 11)
    yield
    repr(s)


@operation(10_000)
def str_of_ints(n):
    yield
    for i in range(n):
        str(i)


@operation(10_000)
def int_of_strs(n):
    texts = [str(i * 7) for i in range(n)]
    yield
    for t in texts:
        int(t)


@operation(200_000)
def str_encode_ascii(n):
    s = "hello " * (n // 6)
    yield
    for _ in range(5):
        s.encode()


@operation(100_000)
def str_encode_utf8(n):
    s = "héllo 中 \U0001f600" * (n // 10)
    yield
    for _ in range(3):
        s.encode("utf-8")


@operation(100_000)
def bytes_decode_utf8(n):
    b = ("héllo 中 \U0001f600" * (n // 10)).encode()
    yield
    for _ in range(3):
        b.decode()


@operation(200_000)
def bytes_decode_ascii(n):
    b = b"hello " * (n // 6)
    yield
    for _ in range(5):
        b.decode("ascii")


@operation(100_000)
def str_encode_latin1(n):
    s = "héllo " * (n // 6)
    yield
    for _ in range(3):
        s.encode("latin-1")


@operation(5_000)
def str_encode_each(n):
    yield
    for i in range(n):
        "word".encode()


@operation(100_000)
def str_partition_walk(n):
    s = "key=value;" * (n // 1000)
    yield
    while s:
        head, _, s = s.partition(";")


@operation(10_000)
def str_zfill_center(n):
    yield
    for i in range(n):
        "42".zfill(6)
        "ab".center(10)


@operation(1_000)
def str_word_count(n):
    text = "the quick brown fox jumps over the lazy dog " * (n // 9)
    yield
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1


@operation(20_000)
def str_sorted_letters(n):
    s = "hello world" * (n // 11)
    yield
    sorted(s)


@operation(10_000)
def str_multiply_short(n):
    yield
    for i in range(n):
        "-" * 20


@operation(20_000)
def str_list_and_set(n):
    s = "hello world" * (n // 11)
    yield
    list(s)
    set(s)


@operation(10_000)
def str_expandtabs(n):
    s = "a\tbc\td\n" * (n // 7)
    yield
    s.expandtabs()


@operation(5_000)
def str_tokenize_by_hand(n):
    s = "x1 = foo(42, bar) + 7\n" * (n // 22)
    yield
    tokens = []
    i = 0
    size = len(s)
    while i < size:
        c = s[i]
        if c.isspace():
            i += 1
        elif c.isalpha():
            j = i + 1
            while j < size and (s[j].isalnum() or s[j] == "_"):
                j += 1
            tokens.append(s[i:j])
            i = j
        elif c.isdigit():
            j = i + 1
            while j < size and s[j].isdigit():
                j += 1
            tokens.append(int(s[i:j]))
            i = j
        else:
            tokens.append(c)
            i += 1


@operation(10_000)
def stringio_write(n):
    import io

    yield
    out = io.StringIO()
    for i in range(n):
        out.write("some text\n")
    out.getvalue()


@operation(10_000)
def stringio_lines(n):
    import io

    source = io.StringIO("a line of text\n" * n)
    yield
    for line in source:
        pass
