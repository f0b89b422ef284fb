"""Pancake flips over all permutations: small lists, slices and index arithmetic."""

import sys

# The most flips that any arrangement of n pancakes needs, by n.
KNOWN_FLIPS = {3: 2, 4: 4, 5: 7, 6: 10, 7: 16, 8: 22, 9: 30, 10: 38}


def count_flips(permutation):
    stack = permutation[:]
    flips = 0
    first = stack[0]
    while first:
        stack[: first + 1] = stack[first::-1]
        flips += 1
        first = stack[0]
    return flips


def fannkuch(n):
    """Returns the checksum and the largest number of flips over the permutations of 0..n-1."""
    permutation = list(range(n))
    count = [0] * n
    most = 0
    checksum = 0
    sign = 1
    while True:
        if permutation[0]:
            flips = count_flips(permutation)
            if flips > most:
                most = flips
            checksum += sign * flips
        # The next permutation in an order in which neighbours differ by one exchange or rotation.
        if sign == 1:
            permutation[0], permutation[1] = permutation[1], permutation[0]
            sign = -1
            continue
        permutation[1], permutation[2] = permutation[2], permutation[1]
        sign = 1
        for i in range(2, n):
            if count[i] < i:
                count[i] += 1
                break
            count[i] = 0
            if i == n - 1:
                return checksum, most
            permutation.insert(i + 1, permutation.pop(0))


def main(n=6):
    checksum, flips = fannkuch(n)
    assert flips == KNOWN_FLIPS.get(n, flips), flips
    print(f"{checksum}\nPfannkuchen({n}) = {flips}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
