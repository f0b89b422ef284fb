"""Primes of a hundred digits and more, found and used: powers modulo ints of some words, square and multiply by hand."""

import sys

SMALL_PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]


def power(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def is_probable_prime(n):
    """Miller and Rabin, with fixed witnesses."""
    for p in SMALL_PRIMES:
        if n % p == 0:
            return n == p
    odd = n - 1
    twos = 0
    while not odd & 1:
        odd >>= 1
        twos += 1
    for witness in (2, 3, 5, 7):
        x = power(witness, odd, n)
        if x == 1 or x == n - 1:
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def next_prime(n):
    n |= 1
    tested = 1
    while not is_probable_prime(n):
        n += 2
        tested += 1
    return n, tested


def inverse(a, modulus):
    old, new = modulus, a
    before, after = 0, 1
    while new:
        quotient = old // new
        old, new = new, old - quotient * new
        before, after = after, before - quotient * after
    assert old == 1
    return before % modulus


def main(digits=12):
    p, tested_p = next_prime(10**digits + 12345)
    q, tested_q = next_prime(10 ** (digits + 1) + 54321)
    modulus = p * q
    phi = (p - 1) * (q - 1)
    public = 65537
    secret = inverse(public, phi)
    assert public * secret % phi == 1
    for number in (42, 10 ** (digits - 1) + 7, modulus - 2):
        coded = power(number, public, modulus)
        assert coded == pow(number, public, modulus)
        assert power(coded, secret, modulus) == number
    # Fermat: what the witnesses did not ask.
    assert power(10, p - 1, p) == 1
    print(f"10**{digits} + {p - 10**digits} and 10**{digits + 1} + {q - 10 ** (digits + 1)} are prime, {tested_p + tested_q} tested")
    print(f"the last message ends in {coded % 10**12}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
