print("\N{SNOWMAN} \N{LATIN SMALL LETTER E WITH ACUTE} \N{GREEK SMALL LETTER ALPHA}", len("\N{GRINNING FACE}"))
print(f"{1}\N{BULLET}{2}", "é".encode("ascii", "namereplace"))
