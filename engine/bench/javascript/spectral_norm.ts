/** spectral_norm.py in JavaScript. */

function element(i: number, j: number): number {
  return 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);
}

function times(v: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < v.length; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += element(i, j) * v[j];
    result.push(sum);
  }
  return result;
}

function timesTransposed(v: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = 0; i < v.length; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += element(j, i) * v[j];
    result.push(sum);
  }
  return result;
}

export function main(n: number): string {
  let u: number[] = new Array<number>(n).fill(1);
  let v = u;
  for (let turn = 0; turn < 10; turn++) {
    v = timesTransposed(times(u));
    u = timesTransposed(times(v));
  }
  let uv = 0;
  let vv = 0;
  for (let i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return `${Math.sqrt(uv / vv).toFixed(9)}\n`;
}
