# Requests for more than there is: an exception that can be caught, and the program goes on.
import itertools

requests = {
    "bytes": lambda: bytes(10**10),
    "bytearray": lambda: bytearray(10**11),
    "width by percent": lambda: "%1000000000d" % 3,
    "width by format": lambda: f"{1:>{2**30}}",
    "precision": lambda: "%.2000000000f" % 1.5,
    "tabs": lambda: "\t".expandtabs(2**30),
    "joined": lambda: "%s%s" % ("x" * 2**29, "y" * 2**29),
    "list": lambda: [0] * 10**10,
    "text": lambda: "x" * 10**10,
    "center": lambda: "x".center(10**10),
    "zfill": lambda: "1".zfill(10**10),
    "ljust of bytes": lambda: b"1".ljust(10**10),
    "tuple": lambda: (1, 2) * 10**10,
    "repeated bytes": lambda: b"ab" * 10**10,
    "combinations": lambda: list(itertools.combinations("ab", 2**31)),
    "join": lambda: ("x" * 2**20).join(["y"] * 2**12),
    "replace": lambda: ("x" * 2**16).replace("x", "y" * 2**16),
}
for name, request in requests.items():
    try:
        request()
    except (MemoryError, OverflowError, ValueError):
        pass
    print(name, "survived")
