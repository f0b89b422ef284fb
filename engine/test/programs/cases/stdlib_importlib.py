import importlib
import shapes.flat as flat

print(importlib.import_module("shapes.flat") is flat, importlib.import_module(".base", "shapes").__name__)
import lonely.thing
lonely.thing.STATE.append(1)
again = importlib.reload(lonely.thing)
print(again is lonely.thing, again.STATE)
print(importlib.util.find_spec("nowhere") if hasattr(importlib, "util") else None)
