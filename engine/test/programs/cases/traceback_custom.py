class ParseError(Exception):
    def __init__(self, line, message):
        super().__init__(line, message)
        self.line = line

    def __str__(self):
        return f"line {self.line}: {self.args[1]}"


def parse(text):
    for number, line in enumerate(text.split("\n"), 1):
        if "=" not in line:
            raise ParseError(number, "expected '='")


parse("a=1\nb")
