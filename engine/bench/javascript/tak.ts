/** tak.py in JavaScript. */

function tak(x: number, y: number, z: number): number {
  if (y >= x) return z;
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}

export function main(n: number): string {
  return `tak(${3 * n}, ${2 * n}, ${n}) = ${tak(3 * n, 2 * n, n)}\n`;
}
