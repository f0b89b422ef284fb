/** fannkuch.py in JavaScript. */

function countFlips(permutation: readonly number[]): number {
  const stack = [...permutation];
  let flips = 0;
  for (let first = stack[0]; first; first = stack[0]) {
    for (let low = 0, high = first; low < high; low++, high--) {
      const disc = stack[low];
      stack[low] = stack[high];
      stack[high] = disc;
    }
    flips++;
  }
  return flips;
}

function fannkuch(n: number): readonly [number, number] {
  const permutation = Array.from({ length: n }, (_, i) => i);
  const count = new Array<number>(n).fill(0);
  let most = 0;
  let checksum = 0;
  let sign = 1;
  const exchange = (i: number, j: number): void => {
    const one = permutation[i];
    permutation[i] = permutation[j];
    permutation[j] = one;
  };
  for (;;) {
    if (permutation[0]) {
      const flips = countFlips(permutation);
      if (flips > most) most = flips;
      checksum += sign * flips;
    }
    if (sign === 1) {
      exchange(0, 1);
      sign = -1;
      continue;
    }
    exchange(1, 2);
    sign = 1;
    for (let i = 2; i < n; i++) {
      if (count[i] < i) {
        count[i]++;
        break;
      }
      count[i] = 0;
      if (i === n - 1) return [checksum, most];
      permutation.splice(i + 1, 0, permutation.shift()!);
    }
  }
}

export function main(n: number): string {
  const [checksum, flips] = fannkuch(n);
  return `${checksum}\nPfannkuchen(${n}) = ${flips}\n`;
}
