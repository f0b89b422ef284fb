/**
 * Built-in functions once more, in Python: what runs in place of the native when that would do nothing but call Python
 * again and again (interp/twins.ts). They are then loops like any other, and become traces that hold what they call.
 *
 * Each does what the native of its name does, to the last digit. They see the built-in names as globals, the native itself as
 * `native`, and `sort_by_keys` of objects/sort.ts. `npm run generate` compiles them to generated/in_python.ts.
 */

const ANY = `
def any(iterable, /):
    for item in iterable:
        if item:
            return True
    return False
`;

const ALL = `
def all(iterable, /):
    for item in iterable:
        if not item:
            return False
    return True
`;

/** As CPython adds: ints as they come, floats with the lost low parts kept (Neumaier), all else by plain addition. */
const SUM = `
def sum(iterable, /, start=0):
    total = start
    iterator = iter(iterable)
    if type(total) is int:
        for item in iterator:
            total = total + item
            if type(item) is not int and type(item) is not bool:
                break
        else:
            return total
    if type(total) is float:
        low = 0.0
        for item in iterator:
            if type(item) is float:
                high = total + item
                if abs(total) >= abs(item):
                    low += total - high + item
                else:
                    low += item - high + total
                total = high
            elif isinstance(item, int) and -2147483648 < item < 2147483648:
                total = total + item
            else:
                if low and low - low == 0.0:
                    total = total + low
                total = total + item
                break
        else:
            return total + low if low and low - low == 0.0 else total
    for item in iterator:
        total = total + item
    return total
`;

const extreme = (name: string, better: string): string => `
def ${name}(iterable, /, *, key=None, **default):
    iterator = iter(iterable)
    for best in iterator:
        break
    else:
        if default:
            return default["default"]
        raise ValueError("${name}() iterable argument is empty")
    if key is None:
        for item in iterator:
            if item ${better} best:
                best = item
    else:
        value = key(best)
        for item in iterator:
            other = key(item)
            if other ${better} value:
                best = item
                value = other
    return best
`;

const LIST = `
def list(iterable, /):
    return [item for item in iterable]
`;

const TUPLE = `
def tuple(iterable, /):
    return (*[item for item in iterable],)
`;

const SET = `
def set(iterable, /):
    return {item for item in iterable}
`;

const JOIN = `
def join(self, iterable, /):
    return native(self, [item for item in iterable])
`;

const EXTEND = `
def extend(self, iterable, /):
    for item in iterable:
        self.append(item)
`;

const UPDATE = `
def update(self, iterable, /):
    for item in iterable:
        self.add(item)
`;

/** With a default: without one the generator is resumed as by its \`send\` (interp/resumption.ts). */
const NEXT = `
def next(iterator, default, /):
    for item in iterator:
        return item
    return default
`;

const SORTED = `
def sorted(iterable, /, *, key=None, reverse=False):
    items = [item for item in iterable]
    if key is None:
        items.sort(reverse=reverse)
    else:
        sort_by_keys(items, [key(item) for item in items], reverse)
    return items
`;

/** While it sorts, the list is empty for whoever looks. */
const SORT = `
def sort(self, /, *, key, reverse=False):
    items = [*self]
    self.clear()
    changed = False
    try:
        sort_by_keys(items, [key(item) for item in items], reverse)
        changed = len(self) != 0
    finally:
        self[:] = items
    if changed:
        raise ValueError("list modified during sort")
`;

/** By the name of the native; the function has the last part of it. */
export const IN_PYTHON = {
  all: ALL,
  any: ANY,
  list: LIST,
  "list.extend": EXTEND,
  "list.sort": SORT,
  max: extreme("max", ">"),
  min: extreme("min", "<"),
  next: NEXT,
  set: SET,
  "set.update": UPDATE,
  sorted: SORTED,
  "str.join": JOIN,
  sum: SUM,
  tuple: TUPLE,
} as const;
