/** knapsack.py in JavaScript. */

type Item = readonly [weight: number, value: number];

function makeItems(count: number): Item[] {
  let state = 11;
  const items: Item[] = [];
  for (let i = 0; i < count; i++) {
    state = (state * 16807) % 2147483647;
    items.push([(state % 97) + 3, (Math.floor(state / 97) % 500) + 1]);
  }
  return items;
}

function pack(items: readonly Item[], capacity: number): number[][] {
  const rows = [new Array<number>(capacity + 1).fill(0)];
  for (const [weight, value] of items) {
    const above = rows.at(-1)!;
    const row = above.slice(0, weight);
    for (let room = weight; room <= capacity; room++) {
      const skipped = above[room];
      const taken = above[room - weight] + value;
      row.push(taken > skipped ? taken : skipped);
    }
    rows.push(row);
  }
  return rows;
}

export function main(count: number): string {
  const items = makeItems(count);
  const capacity = 20 * count;
  const rows = pack(items, capacity);
  let room = capacity;
  let taken = 0;
  for (let i = count - 1; i >= 0; i--) {
    if (rows[i + 1][room] !== rows[i][room]) {
      taken++;
      room -= items[i][0];
    }
  }
  return `${taken} of ${count} items, weight ${capacity - room} of ${capacity}, value ${rows.at(-1)![capacity]}\n`;
}
