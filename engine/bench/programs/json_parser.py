"""JSON written, parsed by a class with one method for each kind of value, and compared: text, dicts and lists."""

import sys


class Parser:
    ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t"}

    def __init__(self, text):
        self.text = text
        self.at = 0

    def parse(self):
        value = self.value()
        self.skip_blanks()
        if self.at != len(self.text):
            raise ValueError(f"unexpected text at {self.at}")
        return value

    def skip_blanks(self):
        text = self.text
        at = self.at
        while at < len(text) and text[at] in " \n\t\r":
            at += 1
        self.at = at

    def take(self, char):
        if self.text[self.at] != char:
            raise ValueError(f"expected {char!r} at {self.at}")
        self.at += 1

    def value(self):
        self.skip_blanks()
        char = self.text[self.at]
        if char == "{":
            return self.dict()
        if char == "[":
            return self.list()
        if char == '"':
            return self.string()
        if char in "-0123456789":
            return self.number()
        return self.word()

    def dict(self):
        self.take("{")
        result = {}
        self.skip_blanks()
        if self.text[self.at] == "}":
            self.at += 1
            return result
        while True:
            self.skip_blanks()
            key = self.string()
            self.skip_blanks()
            self.take(":")
            result[key] = self.value()
            self.skip_blanks()
            if self.text[self.at] != ",":
                self.take("}")
                return result
            self.at += 1

    def list(self):
        self.take("[")
        result = []
        self.skip_blanks()
        if self.text[self.at] == "]":
            self.at += 1
            return result
        while True:
            result.append(self.value())
            self.skip_blanks()
            if self.text[self.at] != ",":
                self.take("]")
                return result
            self.at += 1

    def string(self):
        self.take('"')
        parts = []
        start = self.at
        while True:
            char = self.text[self.at]
            if char == '"':
                parts.append(self.text[start : self.at])
                self.at += 1
                return "".join(parts)
            if char == "\\":
                parts.append(self.text[start : self.at])
                parts.append(self.ESCAPES[self.text[self.at + 1]])
                self.at += 2
                start = self.at
            else:
                self.at += 1

    def number(self):
        start = self.at
        text = self.text
        while self.at < len(text) and text[self.at] in "+-.0123456789e":
            self.at += 1
        number = text[start : self.at]
        return float(number) if "." in number or "e" in number else int(number)

    def word(self):
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        raise ValueError(f"unexpected text at {self.at}")


def write(value, out):
    if value is None:
        out.append("null")
    elif value is True or value is False:
        out.append("true" if value else "false")
    elif isinstance(value, str):
        out.append('"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"')
    elif isinstance(value, dict):
        separator = "{"
        for key, item in value.items():
            out.append(separator)
            write(key, out)
            out.append(": ")
            write(item, out)
            separator = ", "
        out.append("}" if value else "{}")
    elif isinstance(value, list):
        separator = "["
        for item in value:
            out.append(separator)
            write(item, out)
            separator = ", "
        out.append("]" if value else "[]")
    else:
        out.append(repr(value))


def make_record(i):
    return {
        "id": i,
        "name": f"station {i % 17}",
        "position": [i * 0.25, -i * 0.5, 1e-3 * i],
        "open": i % 3 != 0,
        "parent": None if i == 0 else i // 2,
        "notes": ["first\nsecond", 'said "no"', "", "c:\\temp"][: i % 5],
        "levels": {"low": i % 10, "high": i % 10 + i % 7, "empty": {}},
    }


def main(records=60):
    data = {"version": 3, "records": [make_record(i) for i in range(records)]}
    out = []
    write(data, out)
    text = "".join(out)
    parsed = Parser(text).parse()
    assert parsed == data
    again = []
    write(parsed, again)
    assert "".join(again) == text
    try:
        Parser('{"a": [1, 2}').parse()
    except ValueError as error:
        print(error)
    print(f"{len(text)} characters, {records} records, sum {sum(record['levels']['high'] for record in parsed['records'])}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
