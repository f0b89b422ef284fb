try:
    import not_a_module
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from math import not_there
except ImportError as error:
    print(error)
from shapes.flat import Sqare
