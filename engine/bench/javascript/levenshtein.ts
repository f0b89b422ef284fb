/** levenshtein.py in JavaScript. */

const SYLLABLES = ["ba", "no", "ri", "tel", "mo", "sk", "ar", "lin", "e", "du"] as const;

function distance(one: string, other: string): number {
  const [a, b] = one.length < other.length ? [other, one] : [one, other];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? previous[j - 1] : previous[j - 1] + 1;
      current.push(Math.min(previous[j] + 1, current[j - 1] + 1, change));
    }
    previous = current;
  }
  return previous.at(-1)!;
}

function makeWords(count: number): string[] {
  let state = 3;
  const words: string[] = [];
  for (let i = 0; i < count; i++) {
    let word = "";
    state = (state * 16807) % 2147483647;
    for (let left = 2 + (state % 4); left > 0; left--) {
      state = (state * 16807) % 2147483647;
      word += SYLLABLES[state % 10];
    }
    words.push(word);
  }
  return words;
}

type Found = readonly [distance: number, a: string, b: string];

const comesBefore = (one: Found, other: Found): boolean => {
  const at = [0, 1, 2].find((i) => one[i] !== other[i]);
  return at !== undefined && one[at] < other[at];
};

export function main(count: number): string {
  const words = makeWords(count);
  let total = 0;
  const nearest = new Map<string, Found>();
  words.forEach((a, i) => {
    for (const b of words.slice(0, i)) {
      const d = distance(a, b);
      total += d;
      if (d < (nearest.get(a)?.[0] ?? 99)) nearest.set(a, [d, a, b]);
    }
  });
  for (let i = 2; i < count; i++) {
    const [a, b, c] = words.slice(i - 2, i + 1) as [string, string, string];
    if (distance(a, c) > distance(a, b) + distance(b, c)) throw new Error(`${a}, ${b}, ${c}`);
  }
  const [d, a, b] = [...nearest.values()].reduce((best, found) => (comesBefore(found, best) ? found : best));
  return `${count} words, distances add up to ${total}, closest are ${a} and ${b} with ${d}\n`;
}
