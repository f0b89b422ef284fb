# Around the edges where a machine's integers end.
for edge in (2**15, 2**30, 2**31, 2**32, 2**53, 2**62, 2**63, 2**64):
    for value in (edge - 1, edge, edge + 1):
        assert value + 1 - 1 == value
        assert -(-value) == value
        assert value * 2 // 2 == value
        assert (value << 3) >> 3 == value
        assert int(str(value)) == value
        assert value - edge in (-1, 0, 1)
    print(edge - 1 + 1, -edge - 1, edge * edge, (edge - 1) ^ edge, -edge // 3)
x = 2147483647
x += 1
print(x, x - 1, -x - 1, x * -1)
y = -2147483648
print(-y, y - 1, abs(y), y // -1, y * y, ~y)
print(46341 * 46341, -46341 * 46341, 65536 * 65536, 3037000500 * 3037000500)
