/**
 * Built-in functions once more, in Python: what runs in place of the native when that would do nothing but call Python
 * again and again (interp/twins.ts). They are then loops like any other, and become traces that hold what they call.
 *
 * Each does what the native of its name does, to the last digit. They see the built-in names as globals.
 */

export const ANY = `
def any(iterable, /):
    for item in iterable:
        if item:
            return True
    return False
`;

export const ALL = `
def all(iterable, /):
    for item in iterable:
        if not item:
            return False
    return True
`;

/** As CPython adds: ints as they come, floats with the lost low parts kept (Neumaier), all else by plain addition. */
export const SUM = `
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
export const MAX = extreme("max", ">");
export const MIN = extreme("min", "<");
