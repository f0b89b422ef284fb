/** nbody.py in JavaScript. */

const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS_PER_YEAR = 365.24;

type Triple = readonly [number, number, number];

class Body {
  x: number;
  y: number;
  z: number;
  vx: number;
  vy: number;
  vz: number;
  mass: number;

  constructor(position: Triple, velocity: Triple, mass: number) {
    [this.x, this.y, this.z] = position;
    this.vx = velocity[0] * DAYS_PER_YEAR;
    this.vy = velocity[1] * DAYS_PER_YEAR;
    this.vz = velocity[2] * DAYS_PER_YEAR;
    this.mass = mass * SOLAR_MASS;
  }

  move(dt: number): void {
    this.x += dt * this.vx;
    this.y += dt * this.vy;
    this.z += dt * this.vz;
  }

  kineticEnergy(): number {
    return 0.5 * this.mass * (this.vx ** 2 + this.vy ** 2 + this.vz ** 2);
  }
}

const makePlanets = (): Body[] => [
  new Body([0, 0, 0], [0, 0, 0], 1),
  new Body(
    [4.8414314424647209, -1.16032004402742839, -0.103622044471123109],
    [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023],
    0.000954791938424326609,
  ),
  new Body(
    [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
    [-0.0027674251072641151, 0.00499852801234917238, 0.0000230417297573763929],
    0.000285885980666130812,
  ),
  new Body(
    [12.894369562139131, -15.1111514016986312, -0.223307578892655734],
    [0.00296460137564761618, 0.0023784717395948095, -0.0000296589568540237556],
    0.0000436624404335156298,
  ),
  new Body(
    [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
    [0.00268067772490389322, 0.00162824170038242295, -0.000095159225451971587],
    0.0000515138902046611451,
  ),
];

function restTheSun([sun, ...others]: readonly Body[]): void {
  sun.vx = -others.reduce((sum, body) => sum + body.vx * body.mass, 0) / sun.mass;
  sun.vy = -others.reduce((sum, body) => sum + body.vy * body.mass, 0) / sun.mass;
  sun.vz = -others.reduce((sum, body) => sum + body.vz * body.mass, 0) / sun.mass;
}

type Pair = readonly [Body, Body];

function advance(bodies: readonly Body[], pairs: readonly Pair[], dt: number, steps: number): void {
  for (let step = 0; step < steps; step++) {
    for (const [a, b] of pairs) {
      const dx = a.x - b.x;
      const dy = a.y - b.y;
      const dz = a.z - b.z;
      const squared = dx * dx + dy * dy + dz * dz;
      const magnitude = dt / (squared * Math.sqrt(squared));
      let pull = b.mass * magnitude;
      a.vx -= dx * pull;
      a.vy -= dy * pull;
      a.vz -= dz * pull;
      pull = a.mass * magnitude;
      b.vx += dx * pull;
      b.vy += dy * pull;
      b.vz += dz * pull;
    }
    for (const body of bodies) body.move(dt);
  }
}

function totalEnergy(bodies: readonly Body[], pairs: readonly Pair[]): number {
  let energy = bodies.reduce((sum, body) => sum + body.kineticEnergy(), 0);
  for (const [a, b] of pairs) {
    const distance = Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2);
    energy -= (a.mass * b.mass) / distance;
  }
  return energy;
}

export function main(steps: number): string {
  const bodies = makePlanets();
  const pairs = bodies.flatMap((a, i) => bodies.slice(i + 1).map((b): Pair => [a, b]));
  restTheSun(bodies);
  const before = totalEnergy(bodies, pairs);
  advance(bodies, pairs, 0.01, steps);
  return `${before.toFixed(9)}\n${totalEnergy(bodies, pairs).toFixed(9)}\n`;
}
