"""The sieve of Eratosthenes: one long list of booleans, read and written by index."""

import sys

KNOWN_COUNTS = {1_000: 168, 5_000: 669, 10_000: 1_229, 100_000: 9_592, 1_000_000: 78_498, 10_000_000: 664_579}


def primes_up_to(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    i = 2
    while i * i <= limit:
        if is_prime[i]:
            for multiple in range(i * i, limit + 1, i):
                is_prime[multiple] = False
        i += 1
    return [number for number in range(limit + 1) if is_prime[number]]


def main(limit=10_000):
    primes = primes_up_to(limit)
    assert len(primes) == KNOWN_COUNTS.get(limit, len(primes)), len(primes)
    assert primes[:5] == [2, 3, 5, 7, 11]
    print(f"{len(primes)} primes up to {limit}, the last one is {primes[-1]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
