import shapes
import shapes.solid.cube
from shapes import Square, NAME
from shapes.solid.cube import Cube, SIDES
from shapes.flat import Square as Same
import shapes.flat as flat

print(Square(3), Cube(2), NAME, SIDES, Same is Square, flat.Square is Square)
print(shapes.__name__, shapes.solid.cube.__name__, shapes.flat.__package__, shapes.__doc__, shapes.solid.cube.__file__.split("/")[-1])
print(sorted(n for n in dir(shapes) if not n.startswith("__")))
namespace = {}
exec("from shapes import *", namespace)
print(sorted(k for k in namespace if not k.startswith("__")))
import circular.left
print(circular.left.pair(), circular.right.pair())
import lonely.thing
from lonely.thing import note
print(note(1), lonely.thing.note(2), lonely.thing.STATE, lonely.thing.computed)
import sys
print("shapes.base" in sys.modules, sys.modules["shapes"] is shapes)
try:
    lonely.thing.nothing
except AttributeError as error:
    print(error)
try:
    from shapes import triangle
except ImportError as error:
    print(error.name, str(error).split(" (")[0])
try:
    import shapes.missing
except ModuleNotFoundError as error:
    print(error)
try:
    from . import sibling
except ImportError as error:
    print(error)
shapes.loaded.append(1)
import shapes as again
print(again.loaded, __name__, __file__.split("/")[-1])
