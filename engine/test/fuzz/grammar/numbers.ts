/** Numbers: where 32 and 64 bits end, negative operands, floats with all they hold, mixing, bools as ints. */
import { ex, st, type Theme } from "./rows.ts";

export const wideInts: Theme = {
  name: "wide ints",
  statements: [
    st("$int! = $int! * $int % 4294967311"),
    st("$int! = $int! * 3 + 1 if $int! < 2 ** 62 else $int! >> 61"),
    st("$int! = ($int! << 3) ^ $int & 0xFFFFFFFFFF\nif $A:int! > 1 << 80:\n    $A >>= 70"),
    st("$int! += 2147483647 - $small"),
    st("$int! = (1103515245 * $int! + 12345) & 0x7FFFFFFF", 3),
    st("$int! ^= $int"),
    st("$A:int! = -$A if $A > 2147483640 else $A + 1000000007"),
    st("$A:int! = $A * $A % 9223372036854775783"),
  ],
  expressions: {
    int: [
      ex("2147483640 + $small", 2),
      ex("-2147483648 - $small", 1),
      ex("9223372036854775800 + $small", 1.5),
      ex("$int * $int % 1000003", 2),
      ex("$int * 65537 & 0xFFFFFFFF", 2),
      ex("1 << $small * 5", 1.5),
      ex("$int >> $small", 1.5),
      ex("$int << $small", 1),
      ex("$int ^ $int", 1.5),
      ex("$int & $int", 1.5),
      ex("$int | $int", 1),
      ex("~$int", 1),
      ex("$int * $int // ($small + 1)", 0.7),
      ex("int.bit_length($int)", 0.5),
      ex("pow($int, $small, 1000003)", 0.5),
      ex("($int % 100) ** $few", 0.8),
      ex("int($float@ % 1000.0) if $float@ == $float@ and abs($float@) < 1e18 else 0", 0.3),
    ],
    bool: [ex("-2147483648 <= $int <= 2147483647", 1), ex("$int > 1 << 62", 1), ex("$int & 1", 1)],
  },
};

export const division: Theme = {
  name: "division",
  statements: [
    st("$int! //= $small + 1"),
    st("$int!, $int! = divmod($int, $small - 13)"),
    st("$int! %= $small - 20"),
    st("$float! = $float % ($small + 0.5)"),
    st("$int! = $int // $int", 1, { needs: ["guarded"] }),
    st("$num! = $num / $num", 1, { needs: ["guarded"] }),
  ],
  expressions: {
    int: [
      ex("$int // ($small - 12)", 2),
      ex("$int % ($small - 12)", 2),
      ex("-$int // 7", 1),
      ex("-$int % 7", 1),
      ex("$int // ($int or 1)", 2),
      ex("$int % ($int or -3)", 2),
      ex("divmod($int, $few)[$small % 2]", 1),
      ex("round($int % 1000 / 7)", 0.7),
    ],
    float: [
      ex("$float // ($small + 0.5)", 1),
      ex("$float % -2.5", 1),
      ex("$int % 100 / ($small + 1)", 2),
      ex("$float / ($float or 1.0)", 1),
      ex("-$float", 1),
    ],
    num: [ex("$num // ($small + 1)", 1), ex("$num % ($small + 1)", 1), ex("$num * $small", 1)],
  },
};

export const floats: Theme = {
  name: "floats",
  statements: [
    st("$float! += $float", 3),
    st("$float! = $float! * 0.75 + $float * 0.25", 3),
    st("$float! *= 1.0000001"),
    st("$A:float! = $A - $B:float@ if $A > $B else $A + $small"),
    st("$float! += $int % 1000", 2),
    st("$num! = $num + $int % 50"),
    st("$num! = $num! * 0.5 if $cond else $small"),
    st("$float! = max($float, $float, $float)"),
    st("$float! = float($num)"),
    st("$floats!.append($float)\nif len($A:floats!) > 9:\n    del $A[2:]"),
    st("$A:floats@[$small % 2] += $float"),
  ],
  expressions: {
    float: [
      ex("$float * $float", 2),
      ex("$float ** 2", 0.6),
      ex("$float * $int", 1),
      ex("$int + $float", 1.5),
      ex("abs($float)", 1),
      ex("min($float, $float)", 1),
      ex("sum($floats@)", 0.7),
      ex("$floats@[$small % 2]", 2),
      ex("$float if $float < $float else $float", 1),
      ex("round($float@, 3)", 0.5),
      ex("float('inf') * $small", 0.3),
    ],
    int: [
      ex("int(abs($float) < 1e9 and abs($float))", 0.4),
      ex("round($int / 8)", 0.5),
      ex("int($int % 1000 * 0.5)", 1),
    ],
    bool: [
      ex("$float != $float", 1),
      ex("$A:float@ == $A", 0.7),
      ex("$float < $int", 1),
      ex("$int == $float", 1),
      ex("0.0 <= $float < $float", 1),
      ex("$float", 0.7),
    ],
    floats: [ex("[$float * 2 for $float+ in $^floats]", 1), ex("[$int / 4 for $int+ in range($^few)]", 1)],
    num: [ex("$int * $float", 1), ex("$num - $num", 1), ex("$num * 2", 1)],
  },
};

export const bools: Theme = {
  name: "bools",
  statements: [
    st("$int! += $bool", 2),
    st("$bool! = $A:bool! ^ $bool"),
    st("$A:bool! = not $A", 2),
    st("$int! = $bool + $bool * 2"),
    st("$A:int! = $A if $bool@ else $A + True"),
    st("$any! = $bool"),
    st("$A:table@[$bool] = $A.get($bool, 0) + 1"),
  ],
  expressions: {
    int: [
      ex("$bool + $bool", 1),
      ex("$bool * $int", 1),
      ex("$int + True", 1),
      ex("sum([$bool, $bool, $bool])", 0.7),
      ex("$ints@[$bool]", 1),
    ],
    bool: [
      ex("$bool is True", 0.5),
      ex("$bool ^ $bool", 1),
      ex("$bool == $small", 1),
      ex("$bool & $bool | $bool", 1),
      ex("bool($any)", 1),
      ex("$bool < $int", 0.7),
    ],
    num: [ex("$bool + $float", 1)],
  },
};
