print(int("42"), int("  -17\n"), int("+8"), int("1_000_000"), int("ff", 16), int("0xff", 16), int("0b101", 0))
print(int("zz", 36), int("-0o17", 0), int("777", 8), int("٣٤"))
print(hex(255), oct(8), bin(10), hex(-255), bin(0), hex(2**70), oct(-(2**40)))
print(0xDEADBEEF, 0o755, 0b1011, 1_000_000)
print(str(10**25), repr(-5), f"{255:x} {255:X} {255:#x} {255:o} {255:b} {255:#b} {255:08b}")
print(f"{1234567:,} {1234567:_} {42:5d}| {42:<5d}| {42:^5d}| {42:>5d}| {42:+d} {-42:=6d} {42:05d} {42: d}")
print(f"{65:c} {10**12:,} {0xFFFF:_x} {5:e} {5:.2f} {1234:g} {7:%}")
for text in ("", "  ", "1.5", "12a", "0x", "1__0", "_1", "--1", "0b2"):
    try:
        print(int(text))
    except ValueError as error:
        print(error)
try:
    int("12", 1)
except ValueError as error:
    print(error)
try:
    int([])
except TypeError as error:
    print(error)
try:
    int("5", base=37)
except ValueError as error:
    print(error)
