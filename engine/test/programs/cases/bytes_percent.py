print(b"%d %s" % (5, b"q"), b"%x|%5d|%-5d|%05d" % (255, 42, 42, 42), b"%c%c" % (65, b"z"), b"%%" % ())
print(b"%a %r" % ("\xe9", 1), b"%.2f" % 1.5, bytearray(b"%s") % b"x")
try:
    b"%s" % "text"
except TypeError as error:
    print(error)
