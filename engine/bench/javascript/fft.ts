/** fft.py in JavaScript. */

function reverseBits(real: number[], imaginary: number[]): void {
  const n = real.length;
  let j = 0;
  for (let i = 1; i < n; i++) {
    let bit = n >> 1;
    while (j & bit) {
      j ^= bit;
      bit >>= 1;
    }
    j |= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j], real[i]];
      [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
    }
  }
}

function transform(real: number[], imaginary: number[], sign: number): void {
  reverseBits(real, imaginary);
  const n = real.length;
  for (let width = 2; width <= n; width *= 2) {
    const half = width / 2;
    const stepX = Math.cos((2 * Math.PI) / width);
    const stepY = sign * Math.sin((2 * Math.PI) / width);
    for (let start = 0; start < n; start += width) {
      let x = 1;
      let y = 0;
      for (let low = start; low < start + half; low++) {
        const high = low + half;
        const re = real[high] * x - imaginary[high] * y;
        const im = real[high] * y + imaginary[high] * x;
        real[high] = real[low] - re;
        imaginary[high] = imaginary[low] - im;
        real[low] += re;
        imaginary[low] += im;
        [x, y] = [x * stepX - y * stepY, x * stepY + y * stepX];
      }
    }
  }
}

export function main(exponent: number): string {
  const n = 1 << exponent;
  const signal = Array.from(
    { length: n },
    (_, i) =>
      Math.sin((2 * Math.PI * 5 * i) / n) +
      0.5 * Math.cos((2 * Math.PI * 12 * i) / n) +
      ((i * 37) % 19) / 100,
  );
  const real = [...signal];
  const imaginary = new Array<number>(n).fill(0);
  transform(real, imaginary, -1);
  const power = real.map((value, i) => (value * value + imaginary[i] * imaginary[i]) / n);
  const total = power.reduce((sum, value) => sum + value, 0);
  if (Math.abs(total / signal.reduce((sum, value) => sum + value * value, 0) - 1) > 1e-6)
    throw new Error("Parseval");
  const loudest = Array.from({ length: n / 2 - 1 }, (_, i) => i + 1).sort((a, b) => power[b] - power[a]);
  transform(real, imaginary, 1);
  if (!real.every((value, i) => Math.abs(value / n - signal[i]) < 1e-6)) throw new Error("inverse");
  return `${n} samples, power ${total.toFixed(6)}, loudest at ${loudest[0]} and ${loudest[1]}\n`;
}
