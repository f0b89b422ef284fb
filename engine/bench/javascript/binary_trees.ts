/** binary_trees.py in JavaScript. */

class Node {
  readonly left: Node | null;
  readonly right: Node | null;

  constructor(left: Node | null, right: Node | null) {
    this.left = left;
    this.right = right;
  }

  count(): number {
    if (this.left === null) return 1;
    return 1 + this.left.count() + this.right!.count();
  }
}

function build(depth: number): Node {
  if (depth === 0) return new Node(null, null);
  return new Node(build(depth - 1), build(depth - 1));
}

export function main(maxDepth: number): string {
  const minDepth = 4;
  const longLived = build(maxDepth);
  let output = "";
  for (let depth = minDepth; depth <= maxDepth; depth += 2) {
    const repeats = 1 << (maxDepth - depth + minDepth);
    let total = 0;
    for (let turn = 0; turn < repeats; turn++) total += build(depth).count();
    output += `${repeats}\t trees of depth ${depth}\t nodes: ${total}\n`;
  }
  return `${output}long lived tree of depth ${maxDepth}\t nodes: ${longLived.count()}\n`;
}
