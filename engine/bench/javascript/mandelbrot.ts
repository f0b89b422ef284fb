/** mandelbrot.py in JavaScript. */

const MAX_TURNS = 50;

function escapeTime(cx: number, cy: number): number {
  let x = 0;
  let y = 0;
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const xx = x * x;
    const yy = y * y;
    if (xx + yy > 4) return turn;
    y = 2 * x * y + cy;
    x = xx - yy + cx;
  }
  return MAX_TURNS;
}

function drawRow(size: number, row: number): number[] {
  const cy = (2 * row) / size - 1;
  const turns: number[] = [];
  for (let column = 0; column < size; column++) turns.push(escapeTime((2 * column) / size - 1.5, cy));
  return turns;
}

export function main(size: number): string {
  let inside = 0;
  let checksum = 0;
  for (let row = 0; row < size; row++) {
    for (const turns of drawRow(size, row)) {
      if (turns === MAX_TURNS) inside++;
      checksum = (checksum * 31 + turns) % 1_000_000_007;
    }
  }
  return `${size}x${size}: ${inside} points inside, checksum ${checksum}\n`;
}
