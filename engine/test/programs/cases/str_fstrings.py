name, n, x = "Bob", 42, 3.14159
print(f"{name} {n} {x:.2f} {n + 1} {name.upper()} {name!r} {name!s:>6}|")
print(f"{n=} {n + 1 = } {name=!s} {x=:.1f} {name = }")
print(f"{{literal}} {n:>{6}} {x:{8}.{3}} {n:{'0'}>{5}} {'nested ' + f'{n + 1}'}")
print(f"{'a' if n > 1 else 'b'} {[i * 2 for i in range(3)]} { {'k': 1}['k'] } {(lambda q: q * 2)(4)} {n!r:^10}|")
print(f"outer {f"inner {f'{n}'} {"same quotes"}"} {'\n'.join(['x', 'y'])!r}")
print(f"""multi
line {
    n
} end""", f'{n:,}', rf"\d{n}", f"{n:#06x}", f"{-n:+} {n:e}", f"")
value = 5
print(f"{value:{value}}|{value:0{value}}|{True}|{None}|{[1, 'a']}|{b'x'}")
print(f"{'é😀'}{'é😀'!a}", f"{3.0}", f"{1e300 * 1e10}", f"{10**20}", f"{'x':*<{n // 8}}")
print(f"{(y := 7)} {y}", f"{n:d}{n:x}" f"{'joined'}" "plain")
print(f"{1 < 2} {n:<5}| {not n} {n if n else 0} {n, x} {*range(2), 5}")
