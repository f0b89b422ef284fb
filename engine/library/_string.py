"""How str.format reads its text, for string.Formatter."""


def formatter_parser(text, /):
    at, length = 0, len(text)
    while at < length:
        literal = ""
        while True:
            brace = at
            while brace < length and text[brace] not in "{}":
                brace += 1
            literal += text[at:brace]
            if brace == length:
                at = length
                break
            if text[brace:brace + 2] in ("{{", "}}"):
                yield literal + text[brace], None, None, None
                literal, at = "", brace + 2
                if at == length:
                    return
                continue
            if text[brace] == "}":
                raise ValueError("Single '}' encountered in format string")
            at = brace
            break
        if at == length:
            if literal:
                yield literal, None, None, None
            return
        depth, end = 1, at + 1
        while end < length and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        if depth:
            if at + 1 == length:
                raise ValueError("Single '{' encountered in format string")
            raise ValueError("expected '}' before end of string")
        field = text[at + 1:end - 1]
        at = end
        name, conversion, spec = field, None, ""
        bracket = False
        for i, c in enumerate(field):
            if c == "[":
                bracket = True
            elif c == "]":
                bracket = False
            elif c in "!:" and not bracket:
                name, spec = field[:i], field[i + 1:]
                if c == "!":
                    if not spec:
                        raise ValueError("end of string while looking for conversion specifier")
                    conversion, rest = spec[0], spec[1:]
                    if rest and rest[0] != ":":
                        raise ValueError("expected ':' after conversion specifier")
                    spec = rest[1:]
                break
        yield literal, name, spec, conversion


def formatter_field_name_split(name, /):
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first = name[:end]
    if first.isdecimal():
        first = int(first)

    def rest():
        at = end
        while at < len(name):
            if name[at] == ".":
                stop = at + 1
                while stop < len(name) and name[stop] not in ".[":
                    stop += 1
                if stop == at + 1:
                    raise ValueError("Empty attribute in format string")
                yield True, name[at + 1:stop]
                at = stop
            elif name[at] == "[":
                stop = name.find("]", at)
                if stop < 0:
                    raise ValueError("Missing ']' in format string")
                key = name[at + 1:stop]
                if not key:
                    raise ValueError("Empty attribute in format string")
                yield False, int(key) if key.isdecimal() else key
                at = stop + 1
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")

    return first, rest()
