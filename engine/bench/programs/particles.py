"""Particles in a box that bounce off its walls and each other, found by a grid of cells: floats in attributes, lists in dicts."""

import sys


class Particle:
    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.bounces = 0

    def move(self, dt, size):
        self.x += self.vx * dt
        self.y += self.vy * dt
        if self.x < 0.0:
            self.x = -self.x
            self.vx = -self.vx
            self.bounces += 1
        elif self.x > size:
            self.x = 2.0 * size - self.x
            self.vx = -self.vx
            self.bounces += 1
        if self.y < 0.0:
            self.y = -self.y
            self.vy = -self.vy
            self.bounces += 1
        elif self.y > size:
            self.y = 2.0 * size - self.y
            self.vy = -self.vy
            self.bounces += 1

    def collide(self, other, radius):
        dx = other.x - self.x
        dy = other.y - self.y
        squared = dx * dx + dy * dy
        if squared >= radius * radius or squared == 0.0:
            return False
        approach = (other.vx - self.vx) * dx + (other.vy - self.vy) * dy
        if approach >= 0.0:
            return False
        # Equal masses exchange what they have of velocity along the line between them.
        factor = approach / squared
        self.vx += factor * dx
        self.vy += factor * dy
        other.vx -= factor * dx
        other.vy -= factor * dy
        return True

    def energy(self):
        return 0.5 * (self.vx * self.vx + self.vy * self.vy)


class Box:
    RADIUS = 1.0

    def __init__(self, count):
        self.size = 2.5 * count**0.5
        self.particles = []
        self.collisions = 0
        state = 17
        for _ in range(count):
            numbers = []
            for _ in range(4):
                state = state * 16807 % 2147483647
                numbers.append(state / 2147483647)
            x, y, vx, vy = numbers
            self.particles.append(Particle(x * self.size, y * self.size, vx - 0.5, vy - 0.5))

    def step(self, dt):
        cells = {}
        for particle in self.particles:
            particle.move(dt, self.size)
            cells.setdefault((int(particle.x), int(particle.y)), []).append(particle)
        for (column, row), members in cells.items():
            for i, a in enumerate(members):
                for b in members[i + 1 :]:
                    if a.collide(b, self.RADIUS):
                        self.collisions += 1
            for neighbour in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
                others = cells.get(neighbour)
                if others is None:
                    continue
                for a in members:
                    for b in others:
                        if a.collide(b, self.RADIUS):
                            self.collisions += 1

    def energy(self):
        return sum(particle.energy() for particle in self.particles)


def main(steps=12):
    box = Box(200)
    before = box.energy()
    for _ in range(steps):
        box.step(0.2)
    after = box.energy()
    assert abs(after - before) < 1e-9 * before, (before, after)
    assert all(0.0 <= p.x <= box.size and 0.0 <= p.y <= box.size for p in box.particles)
    bounces = sum(particle.bounces for particle in box.particles)
    print(f"{steps} steps, {box.collisions} collisions, {bounces} bounces, energy {after:.9f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
