import math


class Vector:
    """A vector in space, with the operators that one expects."""

    __slots__ = ("x", "y", "z")

    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, other):
        if isinstance(other, Vector):
            return self.x * other.x + self.y * other.y + self.z * other.z
        return Vector(self.x * other, self.y * other, self.z * other)

    __rmul__ = __mul__

    def __truediv__(self, scalar):
        return self * (1 / scalar)

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def __matmul__(self, other):
        """The cross product."""
        return Vector(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y, self.z) == (other.x, other.y, other.z)

    def __hash__(self):
        return hash((self.x, self.y, self.z))

    def __abs__(self):
        return math.sqrt(self * self)

    def __iter__(self):
        yield self.x
        yield self.y
        yield self.z

    def __getitem__(self, index):
        return (self.x, self.y, self.z)[index]

    def __bool__(self):
        return any(self)

    def __repr__(self):
        return f"Vector({self.x:.4g}, {self.y:.4g}, {self.z:.4g})"

    def unit(self):
        return self / abs(self)


def rotate(v, axis, angle):
    """Rodrigues' rotation."""
    k = axis.unit()
    return v * math.cos(angle) + (k @ v) * math.sin(angle) + k * (k * v) * (1 - math.cos(angle))


a = Vector(1, 2, 3)
b = Vector(4, -5, 6)
print(a + b, a - b, -a, a * 2, 0.5 * b, a * b)
print(a @ b, (a @ b) * a, (a @ b) * b)
print(abs(Vector(2, 3, 6)), b.unit(), list(a), a[1], bool(Vector()), a == Vector(1, 2, 3))
print(len({a, Vector(1, 2, 3), b}))

v = Vector(1, 0, 0)
axis = Vector(1, 1, 1)
for _ in range(360):
    v = rotate(v, axis, math.radians(1))
print("once around:", [round(c, 9) + 0.0 for c in v])

# A ball thrown into a breeze.
position = Vector(0, 0, 1.8)
velocity = Vector(9, 2, 12)
wind = Vector(-1.5, 0.5, 0)
gravity = Vector(0, 0, -9.81)
dt = 0.001
steps = 0
highest = 0
while position.z > 0:
    drag = (wind - velocity) * 0.05
    velocity = velocity + (gravity + drag) * dt
    position = position + velocity * dt
    highest = max(highest, position.z)
    steps += 1
print(f"landed after {steps * dt:.3f} s at {position}, highest {highest:.3f}")

points = [Vector(math.cos(i * 0.7) * i, math.sin(i * 1.3) * i, i % 5) for i in range(60)]
centre = sum(points, Vector()) / len(points)
nearest = min(points, key=lambda p: abs(p - centre))
pairs = sum(1 for i, p in enumerate(points) for q in points[:i] if abs(p - q) < 12)
print(centre, nearest, pairs)
