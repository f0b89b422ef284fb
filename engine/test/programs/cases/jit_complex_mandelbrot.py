def escape(c):
    z = 0j
    for n in range(30):
        if abs(z) > 2:
            return n
        z = z * z + c
    return 30


rows = []
for y in range(-6, 7):
    rows.append("".join(" .:-=+*#%@"[escape(complex(x / 12, y / 6)) // 4 if escape(complex(x / 12, y / 6)) < 30 else 9] for x in range(-26, 10)))
print("\n".join(rows))
z = 1 + 1j
for i in range(1500):
    z = z * (0.6 + 0.8j)
print(abs(abs(z) - 2**0.5) < 1e-9)
