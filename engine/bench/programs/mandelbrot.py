"""The Mandelbrot set by escape time: float arithmetic in three nested loops."""

import sys

MAX_TURNS = 50


def escape_time(cx, cy):
    x = y = 0.0
    for turn in range(MAX_TURNS):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return turn
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return MAX_TURNS


def draw_row(size, row):
    cy = 2.0 * row / size - 1.0
    return [escape_time(2.0 * column / size - 1.5, cy) for column in range(size)]


def main(size=40):
    inside = 0
    checksum = 0
    for row in range(size):
        for turns in draw_row(size, row):
            if turns == MAX_TURNS:
                inside += 1
            checksum = (checksum * 31 + turns) % 1_000_000_007
    # The picture is symmetric about the real axis, so a row equals its mirror image.
    assert draw_row(size, size // 4) == draw_row(size, size - size // 4)
    # The set covers about 1.5 of the 4 units of area that are drawn.
    share = inside / (size * size)
    assert 0.35 < share < 0.45, share
    print(f"{size}x{size}: {inside} points inside, checksum {checksum}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
