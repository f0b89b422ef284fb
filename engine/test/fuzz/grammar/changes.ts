/** What a trace took for granted changes: types of variables, globals, builtins, classes, functions; things are deleted. */
import { ex, st, type Theme } from "./rows.ts";

export const types: Theme = {
  name: "changing types",
  statements: [
    st("if $rare:\n    $int! = $float", 0.4),
    st("if $rare:\n    $num! = $int\nelse:\n    $num! = $float", 2),
    st("if $rare:\n    $any! = $any\nelse:\n    $any! = $int", 2),
    st("$any! = $int if $cond else $str", 2),
    st("if $any@ == $any:\n    $body", 1.5),
    st("if isinstance($A:any@, int):\n    $int! += $A\nelif isinstance($A, str):\n    $int! += len($A)", 2),
    st("if $any@ is None:\n    $any! = $any\nelse:\n    $any! = None", 2),
    st("$any! = [$int, $float, $str, None][$small % 4]", 2),
    st("$int! = $A:any@ + $int", 0.7, { needs: ["guarded"] }),
    st("if $rare:\n    $A:ints@[$small % 2] = $float\n    $A[0] = $int", 0.7),
    st("if type($any@) is int:\n    $body", 1),
    st("if $rare:\n    $int! = $int + (1 << 64)", 1),
    st("for $any+ in [$int, $float, $str]:\n    $any! = $any@\n    $body", 2, { turns: 3 }),
    st("for $num+ in ($int, $float, $int):\n    $num! = $num\n    $body", 2, { turns: 3 }),
  ],
  expressions: {
    int: [ex("len(str($any))", 1), ex("isinstance($any, (int, float)) * 3", 1), ex("hash($int) % 1009", 0.4)],
    bool: [
      ex("$any@ is None", 1),
      ex("$any == $any", 1),
      ex("isinstance($any@, str)", 1),
      ex("$any@ != $int", 1),
    ],
    any: [ex("$any if $cond else $any", 1.5), ex("$float", 1), ex("None", 0.7)],
  },
};

export const rebinding: Theme = {
  name: "globals rebound",
  statements: [
    st("if $rare:\n    globals()['$intfunction'] = lambda *q, **e: $int", 1.5),
    st("if $rare:\n    globals()['abs'] = lambda q: q + 1", 1),
    st("if $rare:\n    globals().pop('abs', None)", 1),
    st("if $rare:\n    builtins.max = lambda *q, **e: 5\nelse:\n    builtins.max = first_max", 0.7),
    st("if $rare:\n    globals()['$global'] = $int", 1),
    st("if $rare:\n    bump($small)", 1),
    st("bump($small)", 2),
    st("if $rare:\n    swap_rule()", 1.5),
    st("$int! += rule_now($int)", 3),
    st("if $rare:\n    globals()['late'] = $int\n    $int! += late", 1),
    st("$int! += ticks", 2),
    st("if 'late' in globals():\n    del globals()['late']", 0.7),
  ],
  expressions: {
    int: [ex("rule_now($int)", 2), ex("ticks + $int", 2), ex("abs($int)", 1), ex("max($int, $int)", 1)],
  },
};

export const patching: Theme = {
  name: "classes patched",
  statements: [
    st("if $rare:\n    $class.step = lambda self, n: n + $int % 100", 2),
    st("if $rare:\n    $class.peek = lambda self: self.x - $small", 1.5),
    st("if $rare:\n    $class.factor = $int % 50", 2),
    st("$class.factor += 1", 1.5),
    st("$int! += $class.factor", 2),
    st("if $rare:\n    $obj@.factor = $small", 1, { needs: ["guarded"] }),
    st("if $rare:\n    $obj@.late = $int", 1, { needs: ["guarded"] }),
    st("$int! += getattr($obj@, 'late', $small)", 1),
    st("if $rare:\n    $obj@.__class__ = $class", 0.7, { needs: ["guarded"] }),
    st("if $rare:\n    $class.double = property(lambda self: self.x + 1)", 1),
    st("if $rare:\n    del $A:obj@.tag\n    $A.tag = $str", 1, { needs: ["guarded"] }),
    st("if $rare:\n    $obj@.x = $float", 0.3),
    st("if hasattr($obj@, 'late'):\n    $body", 1),
    st("setattr($obj@, $str, $int)", 0.4, { needs: ["guarded"] }),
    st("if $rare:\n    $class.__len__ = lambda self: $small", 0.7),
    st("if $rare:\n    $class.__eq__ = lambda self, other: self.x == $int", 0.5),
    st("try:\n    $int! += $obj@.late\nexcept AttributeError as $any+:\n    $int! -= 1", 1),
  ],
};

export const deleting: Theme = {
  name: "deleting",
  statements: [
    st("$A:int! = $int\ndel $A\n$A = $int", 2),
    st("if $rare:\n    del $A:int!\n    $A = $int", 1.5),
    st("try:\n    if $rare:\n        del $A:int!\n    $A += 1\nexcept NameError as $any+:\n    $A = $int", 2),
    st("$A:ints+ = $ints\ndel $A[0]\n$int! += len($A)\ndel $A", 1.5),
    st("$A:table@[-1] = $int\ndel $A[-1]", 2),
    st("try:\n    del $A:table@[$small]\nexcept KeyError as $any+:\n    $int! += 1", 1.5),
    st("$A:counts+ = {'a': 1, 'b': $int}\ndel $A['a']\n$int! += len($A)", 1),
    st("$A:obj@.extra = $int\n$int! += $A.extra\ndel $A.extra", 1.5, { needs: ["guarded"] }),
    st("for $int+ in $ints@:\n    $A:int+ = $int\n    $body\n    del $A", 1, { turns: 8 }),
  ],
};

export const frames: Theme = {
  name: "frames and locals",
  statements: [
    st("$int! += len(locals())", 1, { needs: ["function"] }),
    st("$int! += sys._getframe().f_lineno", 1),
    st("$int! += len(sys._getframe().f_code.co_name)", 1),
    st("if $rare:\n    note(sorted(locals())[:3])", 1, { needs: ["function"] }),
    st("$int! = locals().get('$A:int@', $small)", 0.7, { needs: ["function", "guarded"] }),
    st("if $rare:\n    note(sys._getframe(0).f_lineno)", 1),
    st("exec('$int! = 5')", 0.2),
    st("$int! += eval('$small + 1')", 0.4),
  ],
};
