"""The fast Fourier transform, in place, of 2^n numbers whose real and imaginary parts are two lists of floats."""

import sys
from math import cos, pi, sin


def reverse_bits(real, imaginary):
    n = len(real)
    j = 0
    for i in range(1, n):
        bit = n >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j |= bit
        if i < j:
            real[i], real[j] = real[j], real[i]
            imaginary[i], imaginary[j] = imaginary[j], imaginary[i]


def transform(real, imaginary, sign):
    reverse_bits(real, imaginary)
    n = len(real)
    width = 2
    while width <= n:
        half = width // 2
        step_x = cos(2 * pi / width)
        step_y = sign * sin(2 * pi / width)
        for start in range(0, n, width):
            x, y = 1.0, 0.0
            for low in range(start, start + half):
                high = low + half
                re = real[high] * x - imaginary[high] * y
                im = real[high] * y + imaginary[high] * x
                real[high] = real[low] - re
                imaginary[high] = imaginary[low] - im
                real[low] += re
                imaginary[low] += im
                x, y = x * step_x - y * step_y, x * step_y + y * step_x
        width *= 2


def main(exponent=8):
    n = 1 << exponent
    signal = [sin(2 * pi * 5 * i / n) + 0.5 * cos(2 * pi * 12 * i / n) + (i * 37 % 19) / 100 for i in range(n)]
    real = signal[:]
    imaginary = [0.0] * n
    transform(real, imaginary, -1)
    power = [(real[i] * real[i] + imaginary[i] * imaginary[i]) / n for i in range(n)]
    # Parseval: as much power in the spectrum as in the signal.
    assert abs(sum(power) / sum(value * value for value in signal) - 1) < 1e-6
    loudest = sorted(range(1, n // 2), key=lambda i: -power[i])[:2]
    assert sorted(loudest) == [5, 12], loudest
    transform(real, imaginary, 1)
    assert all(abs(real[i] / n - signal[i]) < 1e-6 for i in range(n))
    print(f"{n} samples, power {sum(power):.6f}, loudest at {loudest[0]} and {loudest[1]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
