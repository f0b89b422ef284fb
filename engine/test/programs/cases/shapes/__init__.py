"""Shapes: a package with modules, a package inside, and relative imports."""

from .flat import Square
from . import solid

__all__ = ["Square", "solid", "NAME"]
NAME = "shapes"
_hidden = 1
loaded = []
