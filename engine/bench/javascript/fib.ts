/** fib.py in JavaScript. */

function fib(n: number): number {
  if (n < 2) return n;
  return fib(n - 1) + fib(n - 2);
}

export function main(n: number): string {
  return `fib(${n}) = ${fib(n)}\n`;
}
