/** lu.py in JavaScript. */

function decompose(rows: number[][]): number[] {
  const n = rows.length;
  const order = Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
      [order[k], order[pivot]] = [order[pivot], order[k]];
    }
    const top = rows[k];
    const head = top[k];
    for (let i = k + 1; i < n; i++) {
      const row = rows[i];
      const factor = row[k] / head;
      row[k] = factor;
      for (let j = k + 1; j < n; j++) row[j] -= factor * top[j];
    }
  }
  return order;
}

function solve(
  factors: readonly (readonly number[])[],
  order: readonly number[],
  right: readonly number[],
): number[] {
  const n = factors.length;
  const x = order.map((i) => right[i]);
  for (let i = 0; i < n; i++) {
    let total = x[i];
    for (let j = 0; j < i; j++) total -= factors[i][j] * x[j];
    x[i] = total;
  }
  for (let i = n - 1; i >= 0; i--) {
    let total = x[i];
    for (let j = i + 1; j < n; j++) total -= factors[i][j] * x[j];
    x[i] = total / factors[i][i];
  }
  return x;
}

function makeRows(n: number): number[][] {
  let state = 1;
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j < n; j++) {
      state = (state * 16807) % 2147483647;
      row.push(state / 2147483647 - 0.5);
    }
    row[i] += 2;
    rows.push(row);
  }
  return rows;
}

/** As `.6e` in Python, whose exponents have two digits at least. */
function formatExponent(value: number): string {
  return value.toExponential(6).replace(/e([+-])(\d)$/, "e$10$2");
}

export function main(n: number): string {
  const rows = makeRows(n);
  const wanted = Array.from({ length: n }, (_, i) => ((i * 7) % 10) - 4.5);
  const right = rows.map((row) => row.reduce((sum, a, i) => sum + a * wanted[i], 0));
  const order = decompose(rows);
  const found = solve(rows, order, right);
  const worst = Math.max(...found.map((value, i) => Math.abs(value - wanted[i])));
  if (worst >= 1e-8) throw new Error(`off by ${worst}`);
  let determinant = 1;
  for (let i = 0; i < n; i++) determinant *= rows[i][i] / 2;
  return `${n} equations solved, scaled determinant ${formatExponent(Math.abs(determinant))}\n`;
}
