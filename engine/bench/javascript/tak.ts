/** tak.py in JavaScript. */

function tak(x: number, y: number, z: number): number {
  if (y >= x) return z;
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}

export function main(repeats: number): string {
  let total = 0;
  for (let turn = 0; turn < repeats; turn++) total += tak(18, 12, 6);
  return `tak(18, 12, 6) = ${total / repeats}, ${repeats} times\n`;
}
