"""Flat shapes."""

from .base import Shape


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def measure(self):
        return self.side**2
