/** `os` and `os.path`: paths as text on a system without files. */
export const OS = String.raw`
import sys
import posixpath as path

sys.modules["os.path"] = path
name = "posix"
sep, altsep, extsep, pathsep, linesep, curdir, pardir, devnull = "/", None, ".", ":", "\n", ".", "..", "/dev/null"
environ = {}
error = OSError


def getenv(key, default=None):
    return environ.get(key, default)


def getcwd():
    return "/"


def getpid():
    return 1


def cpu_count():
    return 1


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    own = getattr(type(path), "__fspath__", None)
    if own is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return own(path)


class PathLike:
    pass


def urandom(size, /):
    import random
    return random.randbytes(size)


def _refuse(*args, **kwargs):
    raise OSError("there is no file system here")


listdir = mkdir = makedirs = remove = unlink = rename = rmdir = stat = scandir = walk = chdir = open = _refuse


def system(command):
    raise OSError("there are no processes here")
`;

export const POSIXPATH = `
sep, curdir, pardir, extsep = "/", ".", "..", "."


def join(a, /, *p):
    result = a
    for b in p:
        if b.startswith("/"):
            result = b
        elif not result or result.endswith("/"):
            result += b
        else:
            result += "/" + b
    return result


def split(p):
    i = p.rfind("/") + 1
    head, tail = p[:i], p[i:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return p[p.rfind("/") + 1:]


def dirname(p):
    return split(p)[0]


def splitext(p):
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    return "", p


def isabs(s):
    return s.startswith("/")


def normcase(s):
    return s


def normpath(path):
    if not path:
        return "."
    slashes = 1 if path.startswith("/") else 0
    if path.startswith("//") and not path.startswith("///"):
        slashes = 2
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or not slashes and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return "/" * slashes + "/".join(parts) or "."


def abspath(path):
    return normpath(path if isabs(path) else join("/", path))


realpath = abspath


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    a = [part for part in abspath(start).split("/") if part]
    b = [part for part in abspath(path).split("/") if part]
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return "/".join([".."] * (len(a) - i) + b[i:]) or "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    split_paths = [[c for c in p.split("/") if c and c != "."] for p in paths]
    common = commonprefix(split_paths)
    return ("/" if paths[0].startswith("/") else "") + "/".join(common)


def expanduser(path):
    return path


def expandvars(path):
    return path


def exists(path):
    return False


isfile = isdir = islink = lexists = ismount = exists


def getsize(filename):
    raise FileNotFoundError(2, "No such file or directory", filename)
`;
