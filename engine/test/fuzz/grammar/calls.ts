/** Functions as values, closures, comprehensions, what takes a function. */
import { ex, st, type Theme } from "./rows.ts";

export const functionValues: Theme = {
  name: "function values",
  statements: [
    st("$fn! = $fn", 1.5),
    st("$int! = $fn@($int) % 1000003", 4),
    st("def $fn+($int+):\n    return $int", 2),
    st("def $fn+($int+, $int+=$small):\n    if $cond:\n        return $int\n    return $int", 2),
    st("def $fn+($int+):\n    $body\n    return $int", 2),
    st("def $fn+(*$ints+):\n    return sum($ints) + $int", 1.5),
    st("$fn+ = [lambda q: q + 1, lambda q: q * 2][$small % 2]", 1),
    st("for $fn+ in ($fn, $fn):\n    $body", 2, { turns: 2 }),
    st("def $fn+($int+):\n    nonlocal $A:outer\n    $A = ($A + $int) % 9973\n    return $A", 3, {
      needs: ["function"],
    }),
    st("def $fn+($int+):\n    global $A:global\n    $A = ($A * 3 + $int) % 10007\n    return $A", 1.5),
  ],
  expressions: {
    int: [
      ex("$fn@($int)", 4),
      ex("$fn($int)", 1),
      ex("$fn@($fn@($small))", 1.5),
      ex("$fn@($A:small) + $A", 0.7),
      ex("(lambda $int+: $int)($^int)", 0.7),
    ],
    fn: [
      ex("(lambda $int+: $int)", 3),
      ex("(lambda $int+, $int+=$^small: $int)", 1.5),
      ex("(lambda *$ints+: len($ints) + $int)", 0.7),
      ex("$fn if $cond else $fn", 1),
      ex("abs", 0.6),
      ex("int.__neg__", 0.3),
    ],
  },
};

export const comprehensions: Theme = {
  name: "comprehensions",
  statements: [
    st("$ints! = [q * 2 - 1 for q in $ints]", 1),
    st("$int! += sum(q % 11 for q in $ints)", 1.5),
    st("$ints! = [q for q in $ints if q % $few] or [1, 2]", 1.5),
    st("$table! = {q % 9: q + $int for q in $ints}", 1),
  ],
  expressions: {
    ints: [
      ex("[$int for $int+ in $^ints]", 3),
      ex("[$int for $int+ in $^ints if $cond] or [1, 2]", 2),
      ex("[$int for $small+, $int+ in enumerate($^ints)]", 1.5),
      ex("[$int for $int+, $int+ in zip($^ints, $^ints)]", 2),
      ex("[$int for $int+ in range($^few) for $small+ in range($^few)][:9]", 1),
      ex("[$int for $int+ in range($^few)]", 2),
      ex("[len(q) for q in [[$int], [$int, $int], []]]", 0.5),
    ],
    int: [
      ex("sum($int for $int+ in $^ints)", 2.5),
      ex("sum([$int for $int+ in range($^few)])", 1.5),
      ex("max(($int for $int+ in $^ints), default=$^int)", 1),
      ex("len([$int for $int+ in $^ints if $cond])", 1),
      ex("sum(1 for $int+ in $^ints if $cond)", 1.5),
      ex("next(($int for $int+ in $^ints if $cond), $^small)", 1),
    ],
    bool: [
      ex("any($cond for $int+ in $^ints)", 1.5),
      ex("all($cond for $int+ in $^ints)", 1.5),
      ex("any([$bool, $bool])", 0.5),
    ],
    bag: [ex("{$small for $int+ in $^ints}", 1)],
    table: [
      ex("{$small: $int for $int+ in $^ints}", 1),
      ex("{$int % 8: $small for $int+ in range($^few) if $cond}", 1),
    ],
    counts: [ex("{$C:str+: len($C) + $int for $C in $^strs}", 1)],
    tup: [ex("tuple($int for $int+ in $^tup)", 1), ex("tuple([$int, *$tup@])", 0.7)],
    strs: [ex("[$str for $int+ in range($^few)]", 1)],
    pairs: [ex("[($int, $small) for $int+ in $^ints]", 1)],
    objs: [ex("[$obj for $int+ in range($^few)]", 1)],
    fn: [ex("[(lambda q: q + $int) for $int+ in range($^few)][0]", 0.5)],
    any: [ex("[[q + $int for q in range(2)] for $int+ in range(2)]", 0.6)],
  },
};

export const orders: Theme = {
  name: "sorted, map, filter",
  statements: [
    st("$ints! = sorted($ints, key=lambda q: (q % $few, -q))", 1),
    st("$A:ints@.sort(key=$fn)", 1, { needs: ["guarded"] }),
    st("$pairs! = sorted($pairs, key=lambda q: q[1])", 1),
    st("for $int+ in map($fn, $ints):\n    $body", 1.5, { turns: 8 }),
    st("for $int+ in filter(lambda q: q % $few, $ints):\n    $body", 1.5, { turns: 8 }),
    st("$A:objs@.sort(key=lambda q: q.x)", 1, { needs: ["guarded"] }),
    st("$strs! = sorted($strs, key=len, reverse=$bool)", 1),
  ],
  expressions: {
    ints: [
      ex("sorted($ints, reverse=True)", 1),
      ex("sorted($ints, key=$fn)", 1),
      ex("list(map($fn, $ints))", 1.5),
      ex("list(filter(lambda q: q > $int, $ints)) or [3, 1]", 1),
      ex("sorted($ints, key=lambda q: -q)", 1),
      ex("list(map(lambda q, e: q + e, $ints, $ints))", 1),
    ],
    int: [
      ex("max($ints, key=$fn)", 1),
      ex("min($ints, key=lambda q: q % 5)", 1.5),
      ex("reduce(lambda q, e: (q * 3 + e) % 1009, $ints, $int)", 1.5),
      ex("sum(map($fn, $ints))", 1.5),
      ex("max($int, $int, $int)", 1),
      ex("min($int, $int)", 1.5),
      ex("sum($tup, $int)", 0.7),
    ],
    bool: [ex("all(map(lambda q: q < 9, $ints))", 1), ex("any(map($fn, $ints))", 0.7)],
    pairs: [ex("sorted($pairs)", 0.7), ex("list(zip($ints, map($fn, $ints)))", 0.6)],
    tup: [ex("max($pairs, key=lambda q: q[0])", 0.7)],
  },
};

export const unpacking: Theme = {
  name: "unpacking",
  statements: [
    st("$int!, $int! = $int, $int", 3),
    st("$int!, $int! = $ints@[0], $ints@[-1]", 1.5),
    st("$int!, *$ints+ = $ints", 2),
    st("*$ints+, $int! = $ints", 1.5),
    st("$int!, *$ints+, $int! = $ints@ + [$int]", 1.5),
    st("($int!, $int!), $int! = ($int, $int), $int", 1),
    st("$int!, $int! = $tup@[:2]", 1, { needs: ["guarded"] }),
    st("[$int!, $float!] = $int, $float", 1),
    st("for $int+, *$ints+ in [(1, 2, 3), ($int, $int)]:\n    $body", 1, { turns: 2 }),
    st("$int! = $int! = $int", 1),
    st("$int!, $int! = $str[:2]", 0.5, { needs: ["guarded"] }),
  ],
  expressions: {
    ints: [ex("[*$ints@, *$tup]", 1)],
    tup: [ex("(*$tup@[:2], $int)", 3)],
    int: [ex("max(*$ints@[:3], $int)", 1), ex("(lambda q, *e: q + len(e))(*$tup)", 0.7)],
  },
};

export const walrus: Theme = {
  name: "walrus",
  statements: [
    st("if ($A:int! := $int) > $small:\n    $body", 2),
    st("$B:int+ = $turns\nwhile $B > 0 and ($A:int! := $A // 2) > $few:\n    $B -= 1\n    $body", 1),
    st("if ($A:str! := $str) and $A != 'a':\n    $body", 1),
    st("$ints! = [q for q in $ints if (e := q % 5) > 1 and e != 3] or [4, 5]", 1, { needs: ["function"] }),
  ],
  expressions: {
    bool: [
      ex("1 < $int < 100", 2),
      ex("$int < $int <= $int", 2),
      ex("$num < $num != $num", 1),
      ex("$int == $int == $int", 1),
      ex("0 <= $small < len($ints@) < 9", 1),
    ],
  },
};

export const matching: Theme = {
  name: "match",
  statements: [
    st(
      "match $int % 4:\n    case 0:\n        $body\n    case 1 | 2:\n        $body\n    case _:\n        $body",
      2,
    ),
    st(
      "match $any:\n    case bool():\n        $int! += 1\n    case int() if $cond:\n        $body\n    case float():\n        $body\n    case str():\n        $int! += 3\n    case [q, *e]:\n        $int! += len(e)\n    case {}:\n        $int! += 7\n    case None:\n        $body\n    case _:\n        $int! += 11",
      2,
    ),
    st(
      "match $tup:\n    case (0, q):\n        $body\n    case (q, e) if $cond:\n        $int! += q\n    case (q, e, *_):\n        $body\n    case _:\n        $int! -= 1",
      1.5,
    ),
    st(
      "match $obj@:\n    case $class(x=0):\n        $body\n    case $class(x=q) if $cond:\n        $int! = q\n    case $class():\n        $int! += 1\n    case _:\n        $body",
      2,
    ),
    st(
      "match $str:\n    case 'a' | 'ab':\n        $body\n    case '':\n        $int! += 5\n    case q if len(q) > 3:\n        $body\n    case _:\n        $int! ^= 1",
      1.5,
    ),
    st(
      "match $table:\n    case {1: q, **e}:\n        $int! += len(e)\n    case {0: q}:\n        $body\n    case _:\n        $body",
      1,
    ),
  ],
};
