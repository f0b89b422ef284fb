/** `string`: constants, capwords and Template. */
export const STRING = String.raw`
whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_" + chr(96) + "{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, keep):
        text, parts, at = self.template, [], 0
        while True:
            found = text.find(self.delimiter, at)
            if found < 0:
                parts.append(text[at:])
                return "".join(parts)
            parts.append(text[at:found])
            rest = text[found + 1:]
            if rest.startswith(self.delimiter):
                parts.append(self.delimiter)
                at = found + 2
                continue
            braced = rest.startswith("{")
            start = end = found + 1 + braced
            while end < len(text) and (text[end] == "_" or text[end].isascii() and text[end].isalnum()):
                end += 1
            name = text[start:end]
            closed = not braced or text[end:end + 1] == "}"
            if not name or name[0].isdigit() or not closed:
                if not keep:
                    line = text.count("\n", 0, found) + 1
                    column = found - text.rfind("\n", 0, found)
                    raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
                parts.append(self.delimiter)
                at = found + 1
                continue
            end += braced
            if name in mapping or not keep:
                parts.append(str(mapping[name]))
            else:
                parts.append(text[found:end])
            at = end

    def substitute(self, mapping={}, /, **keywords):
        return self._fill({**mapping, **keywords} if keywords else mapping, False)

    def safe_substitute(self, mapping={}, /, **keywords):
        return self._fill({**mapping, **keywords} if keywords else mapping, True)
`;
