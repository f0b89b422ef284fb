/** Exceptions, now and then and often; finally with ways out through it; with. */
import { ex, st, type Theme } from "./rows.ts";

export const exceptions: Theme = {
  name: "exceptions",
  statements: [
    st("try:\n    $body\nexcept Exception as error:\n    note(type(error).__name__, error)", 3),
    st(
      "try:\n    $body\n    if $rare:\n        raise $exception($int)\nexcept $exception as error:\n    $int! += 1\nexcept Exception as error:\n    note(error)",
      3,
    ),
    st("try:\n    $body\nfinally:\n    $int! += 1", 2),
    st(
      "try:\n    if $rare:\n        raise $exception($str)\n    $body\nexcept ($exception, $exception):\n    $body\nexcept Exception:\n    $int! ^= 5\nelse:\n    $int! += 2\nfinally:\n    $int! -= 1",
      2.5,
    ),
    st("if $rare:\n    raise $exception($int, $small)", 1.5, { needs: ["guarded"] }),
    st("try:\n    $int! = $ints@[$small]\nexcept IndexError:\n    $int! = -1", 2.5),
    st(
      "try:\n    $int! = $int // $small\nexcept ZeroDivisionError as error:\n    $int! += len(str(error))",
      2.5,
    ),
    st("try:\n    $int! += $counts@[$str]\nexcept KeyError as error:\n    $A:any! = error.args", 2),
    st("try:\n    $int! = int($str)\nexcept ValueError:\n    $body", 1.5),
    st("try:\n    if $cond:\n        continue\n    $body\nfinally:\n    $int! += 3", 2, { needs: ["loop"] }),
    st("try:\n    if $rare:\n        break\n    $body\nfinally:\n    $int! += 4", 1.5, { needs: ["loop"] }),
    st(
      "for $int+ in $ints:\n    try:\n        if $cond:\n            continue\n        if $rare:\n            raise Halt($int)\n        $body\n    except Halt as error:\n        $any! = error.args\n        break\n    finally:\n        $int! += 1",
      2,
      { turns: 8 },
    ),
    st(
      "try:\n    try:\n        if $rare:\n            raise $exception($int)\n        $body\n    finally:\n        $int! += 1\nexcept Exception as error:\n    $int! += 7",
      2,
    ),
    st(
      "try:\n    try:\n        $body\n        if $rare:\n            raise $exception(1)\n    except $exception as error:\n        raise Halt($int) from error\nexcept Halt as error:\n    note(repr(error.__cause__), error.__context__ is error.__cause__)\nexcept Exception as error:\n    note(error)",
      1.5,
    ),
    st(
      "$A:int+ = $turns\nwhile True:\n    $A -= 1\n    try:\n        if $A < 0 or $cond:\n            break\n        $body\n        break\n    finally:\n        $int! += 1",
      1,
    ),
    st("try:\n    fail_at($int, $few)\nexcept Halt as error:\n    $int! += error.args[0]", 2),
    st("try:\n    $body\n    fail_at($int, 50)\nexcept Exception:\n    $int! += 1", 1.5),
    st("try:\n    $any! = None + $int\nexcept TypeError as error:\n    $int! += len(str(error))", 1),
    st("try:\n    assert $cond, $int\nexcept AssertionError as error:\n    $int! += 1", 1),
    st("try:\n    dive($int)\nexcept RecursionError as error:\n    $int! += 1", 0.1),
    st("$int! = guarded($int, $small)", 2),
  ],
  expressions: { int: [ex("guarded($int, $small)", 1.5)] },
};

export const contexts: Theme = {
  name: "with",
  statements: [
    st("with $A:obj.with as $any+:\n    $body", 4),
    st("with $obj.with, $obj.with as $any+:\n    $body", 1.5),
    st(
      "try:\n    with $obj.with:\n        $body\n        if $rare:\n            raise $exception($int)\nexcept Exception as error:\n    $int! += 1",
      3,
    ),
    st("with $obj.with:\n    if $cond:\n        continue\n    $body", 1.5, { needs: ["loop"] }),
    st("with $obj.with:\n    if $rare:\n        break\n    $body", 1, { needs: ["loop"] }),
    st(
      "with suppressing($exception) as $int+:\n    $body\n    if $rare:\n        raise $exception($int)",
      1.5,
      { needs: ["guarded"] },
    ),
  ],
};
