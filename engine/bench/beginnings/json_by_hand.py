"""A JSON parser written by hand, tried on a document that the program makes itself."""


class ParseError(Exception):
    def __init__(self, message, position):
        super().__init__(f"{message} at position {position}")
        self.position = position


class Parser:
    ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}

    def __init__(self, text):
        self.text = text
        self.pos = 0

    def parse(self):
        value = self.parse_value()
        self.skip_spaces()
        if self.pos != len(self.text):
            raise ParseError("unexpected text", self.pos)
        return value

    def skip_spaces(self):
        while self.pos < len(self.text) and self.text[self.pos] in " \t\r\n":
            self.pos += 1

    def peek(self):
        if self.pos >= len(self.text):
            raise ParseError("unexpected end", self.pos)
        return self.text[self.pos]

    def expect(self, char):
        if self.peek() != char:
            raise ParseError(f"expected {char!r}", self.pos)
        self.pos += 1

    def parse_value(self):
        self.skip_spaces()
        char = self.peek()
        if char == "{":
            return self.parse_object()
        if char == "[":
            return self.parse_array()
        if char == '"':
            return self.parse_string()
        if char == "-" or char.isdigit():
            return self.parse_number()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return value
        raise ParseError(f"unexpected {char!r}", self.pos)

    def parse_object(self):
        result = {}
        self.expect("{")
        self.skip_spaces()
        if self.peek() == "}":
            self.pos += 1
            return result
        while True:
            self.skip_spaces()
            key = self.parse_string()
            self.skip_spaces()
            self.expect(":")
            result[key] = self.parse_value()
            self.skip_spaces()
            if self.peek() == ",":
                self.pos += 1
                continue
            self.expect("}")
            return result

    def parse_array(self):
        result = []
        self.expect("[")
        self.skip_spaces()
        if self.peek() == "]":
            self.pos += 1
            return result
        while True:
            result.append(self.parse_value())
            self.skip_spaces()
            if self.peek() == ",":
                self.pos += 1
                continue
            self.expect("]")
            return result

    def parse_string(self):
        self.expect('"')
        chars = []
        while True:
            char = self.peek()
            self.pos += 1
            if char == '"':
                return "".join(chars)
            if char != "\\":
                chars.append(char)
                continue
            escape = self.peek()
            self.pos += 1
            if escape == "u":
                chars.append(chr(int(self.text[self.pos : self.pos + 4], 16)))
                self.pos += 4
            elif escape in self.ESCAPES:
                chars.append(self.ESCAPES[escape])
            else:
                raise ParseError(f"unknown escape {escape!r}", self.pos)

    def parse_number(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos] in "+-0123456789.eE":
            self.pos += 1
        text = self.text[start : self.pos]
        if "." in text or "e" in text or "E" in text:
            return float(text)
        return int(text)


def dump(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(dump(item) for item in value) + "]"
    return "{" + ", ".join(f"{dump(key)}: {dump(item)}" for key, item in value.items()) + "}"


def make_people(count):
    names = ["Ada", "Grace", "Alan", "Edsger", "Barbara"]
    people = []
    for i in range(count):
        people.append(
            {
                "id": i,
                "name": names[i % len(names)],
                "height": 1.5 + i % 40 / 100,
                "active": i % 3 == 0,
                "manager": None if i == 0 else i // 2,
                "tags": ["x" * (i % 4), "line\nbreak", 'quo"te'],
                "address": {"street": f"Road {i}", "city": "Brno", "zip": 60000 + i},
            }
        )
    return people


document = make_people(60)
text = dump(document)
parsed = Parser(text).parse()
print("characters:", len(text))
print("same again:", parsed == document)
print("average height:", round(sum(person["height"] for person in parsed) / len(parsed), 4))

for broken in ['{"a": 1,}', "[1, 2", '"open', "[1 2]", '{"a" 1}', "nul", r'"\q"', "[] []"]:
    try:
        Parser(broken).parse()
    except ParseError as error:
        print(f"{broken:10} {error}")
print(Parser(r'{"caf\u00e9": [-1.5e3, "a\tb", {}]}').parse())
