/** matrix_product.py in JavaScript. */

class Matrix {
  readonly rows: readonly (readonly number[])[];
  readonly size: number;

  constructor(rows: readonly (readonly number[])[]) {
    this.rows = rows;
    this.size = rows.length;
  }

  static of(size: number, element: (i: number, j: number) => number): Matrix {
    return new Matrix(
      Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => element(i, j))),
    );
  }

  times(other: Matrix): Matrix {
    const { size } = this;
    const right = other.rows;
    const result: number[][] = [];
    for (const row of this.rows) {
      const line = new Array<number>(size).fill(0);
      for (let j = 0; j < size; j++) {
        let total = 0;
        for (let k = 0; k < size; k++) total += row[k] * right[k][j];
        line[j] = total;
      }
      result.push(line);
    }
    return new Matrix(result);
  }

  equals(other: Matrix): boolean {
    return this.rows.every((row, i) => row.every((element, j) => element === other.rows[i][j]));
  }

  trace(): number {
    return this.rows.reduce((sum, row, i) => sum + row[i], 0);
  }
}

export function main(size: number): string {
  const a = Matrix.of(size, (i, j) => ((i * 7 + j * 13) % 11) / 4 - 1);
  if (!a.times(Matrix.of(size, (i, j) => (i === j ? 1 : 0))).equals(a)) throw new Error("identity");
  const shift = Matrix.of(size, (i, j) => ((i + 1) % size === j ? 1 : 0));
  let product = shift;
  for (let turn = 0; turn < 3; turn++) product = product.times(shift);
  if (product.rows[0][4 % size] !== 1) throw new Error("shift");
  const b = shift.times(a);
  const [ab, ba] = [a.times(b).trace(), b.times(a).trace()];
  if (ab !== ba) throw new Error(`${ab} ${ba}`);
  const text = Number.isInteger(ab) ? ab.toFixed(1) : String(ab);
  return `trace of the product of two ${size}x${size} matrices: ${text}\n`;
}
