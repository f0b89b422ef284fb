"""The area of a quarter circle and a walk at random, with a generator of random numbers that is a small class."""

import sys


class Generator:
    """Marsaglia's xorshift on 32 bits."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        state = self.state
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        self.state = state
        return state

    def uniform(self):
        return self.next() / 4294967296.0


def estimate_pi(random, count):
    inside = 0
    for _ in range(count):
        x = random.uniform()
        y = random.uniform()
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / count


def walk(random, steps):
    """The squared distance from the start after so many steps on a grid."""
    x = y = 0
    for _ in range(steps):
        direction = random.next() >> 8 & 3
        if direction == 0:
            x += 1
        elif direction == 1:
            x -= 1
        elif direction == 2:
            y += 1
        else:
            y -= 1
    return x * x + y * y


def main(count=4_000):
    random = Generator(2463534242)
    estimate = estimate_pi(random, count)
    assert abs(estimate - 3.141592653589793) < 8 / count**0.5, estimate
    steps = 50
    walks = count // steps
    mean = sum(walk(random, steps) for _ in range(walks)) / walks
    # A walk of n steps ends at a mean squared distance of n.
    assert 0.5 * steps < mean < 1.5 * steps, mean
    print(f"pi is about {estimate:.6f}, {walks} walks of {steps} steps end at {mean:.4f} on average")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4_000)
