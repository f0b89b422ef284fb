z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z)
print(z + 1, z - 1j, z * z, z / (1 - 1j), z**2, 2 * z, z == 3 + 4j, z != 3)
print(complex(1, 2), complex("1+2j"), complex(5), 1j * 1j, 0j, -1j, complex(0, -0.0), 1e20j)
print(bool(0j), hash(complex(3, 0)) == hash(3), isinstance(z, complex), type(z))
print(f"{z}", repr(1.5 - 0.5j), str(complex(float("inf"), float("nan"))))
try:
    z < z
except TypeError as error:
    print(error)
