/** raytracer.py in JavaScript. */

class Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;

  constructor(x: number, y: number, z: number) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  plus(other: Vector): Vector {
    return new Vector(this.x + other.x, this.y + other.y, this.z + other.z);
  }

  minus(other: Vector): Vector {
    return new Vector(this.x - other.x, this.y - other.y, this.z - other.z);
  }

  times(factor: number): Vector {
    return new Vector(this.x * factor, this.y * factor, this.z * factor);
  }

  dot(other: Vector): number {
    return this.x * other.x + this.y * other.y + this.z * other.z;
  }

  unit(): Vector {
    return this.times(1 / Math.sqrt(this.dot(this)));
  }

  reflect(normal: Vector): Vector {
    return this.minus(normal.times(2 * this.dot(normal)));
  }
}

class Ray {
  readonly origin: Vector;
  readonly direction: Vector;

  constructor(origin: Vector, direction: Vector) {
    this.origin = origin;
    this.direction = direction;
  }

  at(distance: number): Vector {
    return this.origin.plus(this.direction.times(distance));
  }
}

interface Shape {
  readonly mirror: number;
  /** The distance along the ray, or null. */
  hit(ray: Ray): number | null;
  normalAt(point: Vector): Vector;
  colourAt(point: Vector): number;
}

class Sphere implements Shape {
  readonly centre: Vector;
  readonly radius: number;
  readonly colour: number;
  readonly mirror: number;

  constructor(centre: Vector, radius: number, colour: number, mirror: number) {
    this.centre = centre;
    this.radius = radius;
    this.colour = colour;
    this.mirror = mirror;
  }

  hit(ray: Ray): number | null {
    const toCentre = this.centre.minus(ray.origin);
    const along = toCentre.dot(ray.direction);
    const squared = this.radius * this.radius - toCentre.dot(toCentre) + along * along;
    if (squared < 0) return null;
    const distance = along - Math.sqrt(squared);
    return distance > 1e-6 ? distance : null;
  }

  normalAt(point: Vector): Vector {
    return point.minus(this.centre).unit();
  }

  colourAt(): number {
    return this.colour;
  }
}

class Floor implements Shape {
  readonly mirror = 0.1;
  readonly height: number;
  readonly up = new Vector(0, 1, 0);

  constructor(height: number) {
    this.height = height;
  }

  hit(ray: Ray): number | null {
    if (ray.direction.y > -1e-6) return null;
    return (this.height - ray.origin.y) / ray.direction.y;
  }

  normalAt(): Vector {
    return this.up;
  }

  colourAt(point: Vector): number {
    return (Math.trunc(point.x + 1000) + Math.trunc(point.z + 1000)) % 2 ? 0.9 : 0.2;
  }
}

class Scene {
  readonly shapes: readonly Shape[] = [
    new Sphere(new Vector(0, 0.5, 5), 1.5, 0.9, 0.5),
    new Sphere(new Vector(-2.5, 0, 4), 1, 0.6, 0.2),
    new Sphere(new Vector(2.2, -0.4, 3.2), 0.6, 0.8, 0),
    new Floor(-1),
  ];
  readonly light = new Vector(-6, 8, -4);
  rays = 0;

  nearest(ray: Ray): readonly [Shape | null, number] {
    this.rays++;
    let best: Shape | null = null;
    let bestDistance = 1e9;
    for (const shape of this.shapes) {
      const distance = shape.hit(ray);
      if (distance !== null && distance < bestDistance) {
        best = shape;
        bestDistance = distance;
      }
    }
    return [best, bestDistance];
  }

  brightness(ray: Ray, depth: number): number {
    const [shape, distance] = this.nearest(ray);
    if (shape === null) return 0.3 + 0.3 * Math.max(0, ray.direction.y);
    const point = ray.at(distance);
    const normal = shape.normalAt(point);
    const toLight = this.light.minus(point).unit();
    let light = 0.1;
    const shine = normal.dot(toLight);
    if (shine > 0) {
      const [blocker] = this.nearest(new Ray(point.plus(normal.times(1e-4)), toLight));
      if (blocker === null) light += shine;
    }
    const own = shape.colourAt(point) * light;
    if (shape.mirror && depth > 0) {
      const mirrored = new Ray(point.plus(normal.times(1e-4)), ray.direction.reflect(normal));
      return own * (1 - shape.mirror) + shape.mirror * this.brightness(mirrored, depth - 1);
    }
    return own;
  }
}

export function main(size: number): string {
  const scene = new Scene();
  const eye = new Vector(0, 0.6, -3);
  const picture: number[] = [];
  for (let row = 0; row < size; row++) {
    const y = 1 - (2 * row) / size;
    for (let column = 0; column < size; column++) {
      const x = (2 * column) / size - 1;
      picture.push(scene.brightness(new Ray(eye, new Vector(x, y, 2).unit()), 3));
    }
  }
  let output = "";
  if (size >= 16) {
    const shades = " .:-=+*#%@";
    const [down, across] = [Math.trunc(size / 8), Math.trunc(size / 16)];
    for (let row = 0; row < size; row += down) {
      for (let column = 0; column < size; column += across)
        output += shades[Math.min(9, Math.trunc(picture[row * size + column] * 10))];
      output += "\n";
    }
  }
  const mean = picture.reduce((sum, value) => sum + value, 0) / picture.length;
  return `${output}${scene.rays} rays, brightness ${mean.toFixed(6)}\n`;
}
