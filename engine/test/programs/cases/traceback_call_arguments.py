def area(width, height, *, scale):
    return width * height * scale


shapes = [(1, 2), (3, 4, 5)]
print(sum(area(*shape, scale=2) for shape in shapes))
