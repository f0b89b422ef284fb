"""Spheres over a chequered floor, by tracing rays: vectors as objects with operators, and shapes of two classes."""

import sys
from math import sqrt


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))

    def reflect(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray:
    __slots__ = ("origin", "direction")

    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction

    def at(self, distance):
        return self.origin + self.direction * distance


class Sphere:
    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def hit(self, ray):
        """The distance along the ray, or None."""
        to_centre = self.centre - ray.origin
        along = to_centre.dot(ray.direction)
        squared = self.radius * self.radius - to_centre.dot(to_centre) + along * along
        if squared < 0.0:
            return None
        distance = along - sqrt(squared)
        return distance if distance > 1e-6 else None

    def normal_at(self, point):
        return (point - self.centre).unit()

    def colour_at(self, point):
        return self.colour


class Floor:
    mirror = 0.1

    def __init__(self, height):
        self.height = height
        self.up = Vector(0.0, 1.0, 0.0)

    def hit(self, ray):
        if ray.direction.y > -1e-6:
            return None
        return (self.height - ray.origin.y) / ray.direction.y

    def normal_at(self, point):
        return self.up

    def colour_at(self, point):
        return 0.9 if (int(point.x + 1000.0) + int(point.z + 1000.0)) % 2 else 0.2


class Scene:
    def __init__(self):
        self.shapes = [
            Sphere(Vector(0.0, 0.5, 5.0), 1.5, 0.9, 0.5),
            Sphere(Vector(-2.5, 0.0, 4.0), 1.0, 0.6, 0.2),
            Sphere(Vector(2.2, -0.4, 3.2), 0.6, 0.8, 0.0),
            Floor(-1.0),
        ]
        self.light = Vector(-6.0, 8.0, -4.0)
        self.rays = 0

    def nearest(self, ray):
        self.rays += 1
        best = None
        best_distance = 1e9
        for shape in self.shapes:
            distance = shape.hit(ray)
            if distance is not None and distance < best_distance:
                best = shape
                best_distance = distance
        return best, best_distance

    def brightness(self, ray, depth):
        shape, distance = self.nearest(ray)
        if shape is None:
            return 0.3 + 0.3 * max(0.0, ray.direction.y)
        point = ray.at(distance)
        normal = shape.normal_at(point)
        to_light = (self.light - point).unit()
        light = 0.1
        shine = normal.dot(to_light)
        if shine > 0.0:
            blocker, _ = self.nearest(Ray(point + normal * 1e-4, to_light))
            if blocker is None:
                light += shine
        own = shape.colour_at(point) * light
        if shape.mirror and depth > 0:
            mirrored = Ray(point + normal * 1e-4, ray.direction.reflect(normal))
            return own * (1.0 - shape.mirror) + shape.mirror * self.brightness(mirrored, depth - 1)
        return own


def main(size=16):
    scene = Scene()
    eye = Vector(0.0, 0.6, -3.0)
    picture = []
    for row in range(size):
        y = 1.0 - 2.0 * row / size
        for column in range(size):
            x = 2.0 * column / size - 1.0
            picture.append(scene.brightness(Ray(eye, Vector(x, y, 2.0).unit()), 3))
    assert len(picture) == size * size and all(0.0 <= value < 1.2 for value in picture)
    if size >= 16:
        shades = " .:-=+*#%@"
        for row in range(0, size, size // 8):
            line = picture[row * size : row * size + size : size // 16]
            print("".join(shades[min(9, int(value * 10.0))] for value in line))
    print(f"{scene.rays} rays, brightness {sum(picture) / len(picture):.6f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 16)
