"""t-strings (PEP 750): what they make, how it is read, joined, matched and pickled."""

from string.templatelib import Interpolation, Template, convert

name, width, value = "Ada", 8, 3.14159


def show(template):
    print(repr(template))
    print("  strings", template.strings)
    print("  values", template.values)
    for item in template.interpolations:
        print("  ", item.expression, repr(item.value), item.conversion, repr(item.format_spec))
    print("  iterated", [item if isinstance(item, str) else item.expression for item in template])


show(t"")
show(t"plain")
show(t"{name}")
show(t"{name}{value}")
show(t"a{name!r}b{value:.2f}c{value!s:>{width}}d")
show(t"{ name }")
show(t"{name = }")
show(t"{name=!s}")
show(t"{value=:.1f}")
show(t"{{literal}} {name}")
show(t"one" t" two {name}")
show(rt"\n{name}\t")
show(t"""
  {name
  }
""")
show(t"{t'inner {name}'}")
show(t"{f'{name}!'}")
show(t"{name!a:{width}}")
show(t"{lambda_ if (lambda_ := 5) else 0}")


def html(template):
    parts = []
    for item in template:
        match item:
            case str():
                parts.append(item)
            case Interpolation(value, _, conversion, spec):
                text = format(convert(value, conversion), spec)
                parts.append(text.replace("&", "&amp;").replace("<", "&lt;"))
    return "".join(parts)


evil = "<script>"
print(html(t"<p>{evil}</p><b>{value:.3f}</b>{evil!r}"))

joined = t"a{name}" + t"{value}b"
show(joined)
show(t"x" + t"y")
show(t"" + t"{name}")

for bad in (lambda: t"a" + "b", lambda: "a" + t"b", lambda: t"a" + 1, lambda: 1 + t"a", lambda: t"a" * 2):
    try:
        print(bad())
    except TypeError as error:
        print(type(error).__name__, error)

show(Template())
show(Template("a", "b", Interpolation(1), Interpolation(2, "two", "r", ">3"), "c"))
show(Template(Interpolation(1)))
for args in ((1,), ("a", None)):
    try:
        Template(*args)
    except TypeError as error:
        print(error)
try:
    Template(strings=())
except TypeError as error:
    print(error)
for args, kwargs in (
    ((), {}),
    ((1, 2), {}),
    ((1, "x", "q"), {}),
    ((1, "x", 5), {}),
    ((1, "x", "r", 3), {}),
    ((1,), {"conversion": None, "format_spec": "x", "expression": "e"}),
):
    try:
        print(Interpolation(*args, **kwargs))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

one = t"{name}".interpolations[0]
for attempt in ("value", "expression", "conversion", "format_spec"):
    try:
        setattr(one, attempt, 1)
    except AttributeError as error:
        print(type(error).__name__, error)
for attempt in ("strings", "interpolations"):
    try:
        setattr(t"{name}", attempt, 1)
    except AttributeError as error:
        print(type(error).__name__, error)
print(Interpolation.__match_args__, Template.__module__, Template.__name__, Interpolation.__qualname__)
print(type(iter(t"")).__name__, iter(t"").__iter__() is not None)
print(isinstance(t"", Template), t"" == t"", hash(one) == hash(one))
for base in (Template, Interpolation):
    try:
        type("Sub", (base,), {})
    except TypeError as error:
        print(error)
print(Template[int], Interpolation[str])
print(one.__reduce__()[1], t"a{1}".__reduce__()[1])
print(convert("é", "a"), convert("é", "r"), convert("é", "s"), convert(3, None))


def outer():
    local = 1

    def inner():
        return t"{local} and {later}"

    later = 2
    return inner()


print(outer().values)
print([t"{i}".values for i in range(3)])
total = 0
for i in range(300):
    total += t"{i}{i + 1:x}".values[1]
print(total)
