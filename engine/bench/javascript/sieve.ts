/** sieve.py in JavaScript. */

function primesUpTo(limit: number): number[] {
  const isPrime = new Array<boolean>(limit + 1).fill(true);
  isPrime[0] = isPrime[1] = false;
  for (let i = 2; i * i <= limit; i++) {
    if (isPrime[i]) {
      for (let multiple = i * i; multiple <= limit; multiple += i) isPrime[multiple] = false;
    }
  }
  const primes: number[] = [];
  for (let number = 0; number <= limit; number++) if (isPrime[number]) primes.push(number);
  return primes;
}

export function main(limit: number): string {
  const primes = primesUpTo(limit);
  return `${primes.length} primes up to ${limit}, the last one is ${primes.at(-1)}\n`;
}
