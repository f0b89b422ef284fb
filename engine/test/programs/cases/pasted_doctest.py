"""A pasted program that checks itself by its examples.

>>> area(2, 3)
6
>>> [area(n) for n in range(4)]
[0, 1, 4, 9]
>>> area("a", 2)
'aa'
>>> area(None, 2)
Traceback (most recent call last):
    ...
TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
"""

import doctest


def area(width, height=None):
    """The area of a rectangle, or of a square.

    >>> area(5)
    25
    >>> for n in (1, 2):
    ...     area(n, 10)
    10
    20
    >>> area(1.5, 2)  # doctest: +ELLIPSIS
    3...
    """
    return width * (width if height is None else height)


class Stack:
    """
    >>> s = Stack()
    >>> s.push(1).push(2).pop()
    2
    >>> len(s)
    1
    """

    def __init__(self):
        self.items = []

    def push(self, item):
        """
        >>> Stack().push("x").items
        ['x']
        """
        self.items.append(item)
        return self

    def pop(self):
        return self.items.pop()

    def __len__(self):
        return len(self.items)


if __name__ == "__main__":
    print(doctest.testmod())
    finder = doctest.DocTestFinder()
    print([test.name for test in finder.find(Stack, "Stack")])
    doctest.run_docstring_examples(area, globals(), verbose=True, name="area")
    wrong = doctest.DocTestParser().get_doctest("\n>>> area(2)\n5\n", globals(), "wrong", "a text", 0)
    print(doctest.DocTestRunner().run(wrong))
