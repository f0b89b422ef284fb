"""A cube, from a package two levels up."""

from ..base import Shape
from .. import flat

SIDES = 6


class Cube(Shape):
    def __init__(self, side):
        self.face = flat.Square(side)

    def measure(self):
        return self.face.measure() * SIDES
