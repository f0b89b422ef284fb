"""Growth of operations on numbers."""


@operation(20_000)
def int_add_small(n):
    yield
    x = 0
    for i in range(n):
        x = x + i - 3


@operation(10_000)
def int_divide_small(n):
    yield
    for i in range(1, n):
        1_000_003 // i
        1_000_003 % i
        divmod(i, 7)


@operation(10_000)
def int_bits_64(n):
    yield
    x = 88_172_645_463_325_252
    for i in range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= x << 17 & 0xFFFFFFFFFFFFFFFF


@operation(5_000)
def int_linear_congruence(n):
    yield
    x = 1
    for i in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) % 2**64


@operation(1_000)
def int_add_big(n):
    a, b = 3**n, 5**n
    yield
    for i in range(200):
        a + b
        a - b


@operation(300)
def int_multiply_big(n):
    a, b = 3 ** (n * 3), 5 ** (n * 3)
    yield
    for i in range(20):
        a * b


@operation(300)
def int_divide_big(n):
    a, b = 3 ** (n * 6), 5 ** (n * 2)
    yield
    for i in range(20):
        a // b
        a % b


@operation(2_000)
def int_divide_by_small(n):
    a = 3 ** (n * 3)
    yield
    for i in range(20):
        a // 7
        a % 1_000


@operation(2_000)
def int_multiply_by_small(n):
    a = 3 ** (n * 3)
    yield
    for i in range(40):
        a * 7


@operation(1_000)
def int_shifts_big(n):
    a = 3 ** (n * 3)
    yield
    for i in range(100):
        a << 13
        a >> 13
        a & a


@operation(200)
def int_factorial_by_loop(n):
    yield
    x = 1
    for i in range(1, n):
        x *= i


@operation(1_000)
def int_fibonacci_big(n):
    yield
    a, b = 0, 1
    for i in range(n):
        a, b = b, a + b


@operation(60)
def int_pi_digits(n):
    yield
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = q * 10, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = (
                q * k,
                (2 * q + r) * x,
                t * x,
                k + 1,
                (q * (7 * k + 2) + r * x) // (t * x),
                x + 2,
            )


@operation(50)
def int_pow_mod_big(n):
    m = (1 << n * 4) + 7
    yield
    for i in range(5):
        pow(3, m - 2, m)


@operation(2_000)
def int_pow_mod_small(n):
    yield
    for i in range(n):
        pow(i, 1_000_003, 1_000_007)


@operation(500)
def int_pow_mod_64(n):
    m = (1 << 61) - 1
    yield
    for i in range(n):
        pow(i + 12345, m - 2, m)


@operation(500)
def int_miller_rabin(n):
    yield
    for p in range(10**12 + 1, 10**12 + 1 + n, 2):
        d, s = p - 1, 0
        while d % 2 == 0:
            d //= 2
            s += 1
        x = pow(2, d, p)
        for _ in range(s - 1):
            x = x * x % p


@operation(2_000)
def int_gcd(n):
    import math

    yield
    for i in range(n):
        math.gcd(i * 7919 + 12, 46_368)


@operation(100)
def int_gcd_big(n):
    import math

    a, b = 3**n * 7**n, 5**n * 7**n
    yield
    for i in range(10):
        math.gcd(a, b)


@operation(200)
def int_gcd_by_hand_big(n):
    a, b = 3**n, 5**n
    yield
    x, y = a, b
    while y:
        x, y = y, x % y


@operation(500)
def int_str_big(n):
    a = 3**n
    yield
    for i in range(10):
        str(a)


@operation(500)
def int_of_str_big(n):
    s = "7" * (n // 2)
    yield
    for i in range(10):
        int(s)


@operation(1_000)
def int_digit_sum(n):
    a = 7**n
    yield
    s = 0
    for _ in range(200):
        a, d = divmod(a, 10)
        s += d


@operation(1_000)
def int_sum_big(n):
    values = [10**30 + i for i in range(n)]
    yield
    sum(values)
    max(values)


@operation(500)
def int_compare_hash_big(n):
    a, b = 3**n, 3**n + 1
    yield
    for i in range(500):
        a < b
        a == b
        hash(a)


@operation(1_000)
def int_isqrt(n):
    import math

    yield
    for i in range(n):
        math.isqrt(10**20 + i)


@operation(200)
def int_isqrt_big(n):
    import math

    a = 3 ** (n * 2)
    yield
    for i in range(10):
        math.isqrt(a)


@operation(5_000)
def int_hex_bin(n):
    yield
    for i in range(n):
        hex(i)
        bin(i)


@operation(2_000)
def int_bit_length(n):
    yield
    for i in range(n):
        (i * 10**12).bit_length()
        i.bit_count()


@operation(100)
def int_comb(n):
    import math

    yield
    for i in range(20):
        math.comb(n * 2, n)
        math.factorial(n)


@operation(10_000)
def float_arithmetic(n):
    yield
    x = 0.0
    for i in range(n):
        x = x * 0.5 + i / 3.0


@operation(3_000)
def float_to_str(n):
    yield
    for i in range(n):
        str(i / 7)


@operation(3_000)
def float_of_str(n):
    texts = [str(i / 7) for i in range(n)]
    yield
    for t in texts:
        float(t)


@operation(5_000)
def float_round(n):
    yield
    for i in range(n):
        round(i / 7, 2)
        round(i / 7)


@operation(5_000)
def float_power_mod(n):
    yield
    for i in range(n):
        (i + 0.5) ** 0.5
        (i + 0.5) % 3.0
        (i + 0.5) // 3.0


@operation(5_000)
def math_functions(n):
    import math

    yield
    for i in range(n):
        math.sin(i)
        math.sqrt(i)
        math.floor(i / 3)


@operation(5_000)
def complex_arithmetic(n):
    yield
    z = 0j
    for i in range(n):
        z = z * z * 1e-9 + (0.1 + 0.2j)


@operation(3_000)
def random_numbers(n):
    import random

    r = random.Random(1)
    yield
    for i in range(n):
        r.random()
        r.randint(1, 6)


@operation(1_000)
def random_shuffle_choice(n):
    import random

    r = random.Random(1)
    a = list(range(n))
    yield
    r.shuffle(a)
    for i in range(n):
        r.choice(a)


@operation(200)
def fractions_sum(n):
    from fractions import Fraction

    yield
    s = Fraction(0)
    for i in range(1, n):
        s = s + Fraction(1, i % 50 + 1)


@operation(200)
def decimal_sum(n):
    from decimal import Decimal

    x = Decimal("1.10")
    yield
    s = Decimal(0)
    for i in range(n):
        s += x * i


@operation(5_000)
def int_abs_min_max(n):
    yield
    for i in range(n):
        abs(-i)
        min(i, 5)
        max(i, 5, 7)


@operation(5_000)
def int_of_float(n):
    yield
    for i in range(n):
        int(i / 3)
        float(i)
        bool(i)
