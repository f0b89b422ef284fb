# Future imports, as programs of every age have them.
from __future__ import annotations
from __future__ import absolute_import, division, print_function, unicode_literals, generator_stop
import __future__
import shlex
import textwrap as tw


class Node:
    def __init__(self, value: int, next: Node | None = None) -> None:
        self.value = value
        self.next: Node | None = next

    def items(self) -> list[UndefinedName]:
        out = []
        node: Node | None = self
        while node:
            out.append(node.value)
            node = node.next
        return out


def twice(x: int, *rest: "str", key: lambda: 0 = 1) -> int:
    return x * 2


print(twice.__annotations__)
print(Node.__init__.__annotations__, Node.items.__annotations__)
print(Node(1, Node(2)).items(), 1 / 2)
print(__future__.annotations, __future__.annotations.compiler_flag, __future__.all_feature_names)
print(annotations is __future__.annotations, annotations.getMandatoryRelease())
print(shlex.split("one 'two three' four\\ five # six", comments=True))
print(tw.shorten("some words that are cut", 12, placeholder="…"))
