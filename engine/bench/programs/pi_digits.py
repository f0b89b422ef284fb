"""The digits of pi one after the other, by Gibbons' spigot: ints that grow without end."""

import sys

KNOWN_START = "31415926535897932384626433832795028841971693993751"


def digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = (
                q * k,
                (2 * q + r) * l,
                t * l,
                k + 1,
                (q * (7 * k + 2) + r * l) // (t * l),
                l + 2,
            )


def machin(count):
    """The same digits by Machin's formula, in fixed point."""
    unit = 10 ** (count + 10)

    def arctan_of_inverse(x):
        power = total = unit // x
        n = 1
        sign = -1
        while power:
            power //= x * x
            n += 2
            total += sign * (power // n)
            sign = -sign
        return total

    return str(4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239)))[:count]


def main(count=80):
    text = ""
    for digit in digits():
        text += str(digit)
        if len(text) == count:
            break
    assert text.startswith(KNOWN_START[:count])
    assert text == machin(count)
    print(f"{count} digits of pi, the last are {text[-10:]}, all add up to {sum(map(int, text))}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 80)
