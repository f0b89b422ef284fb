for base in (0, 1, -1, 2, -2, 10, 1.5, -2.0):
    for exponent in (0, 1, 2, 5, -1, -2):
        try:
            print(base, exponent, base**exponent)
        except ZeroDivisionError as error:
            print(base, exponent, error)
print(2**-1, 2**0.5, 4**0.5, 0**0, 0.0**0)
print(-(2**2), (-2) ** 2, 2**3**2)
print(7**77 % 1000, pow(7, 77, 1000), pow(7, 77, -1000), pow(10**20, 3, 10**9 + 7))
