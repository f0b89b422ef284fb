# JSON of plain values, which is written and read in one go, and of what is not plain.
import json

VALUES = [None, True, 1, -5, 2.5, 1e100, 1e16, -0.0, 10**30, "é\n\"\\\x7f\u2028😀\ud800", "", [], {}, [1, [2, (3,)]], {"b": 1, "a": [{}]}, {1: 2, None: 3}, float("inf"), {"é": {"z": 1, "y": "😀"}}]
STYLES = [{}, {"indent": 2}, {"ensure_ascii": False}, {"sort_keys": True, "separators": (",", ":")}, {"indent": "\t", "sort_keys": True}]
for value in VALUES:
    for style in STYLES:
        try:
            print(ascii(json.dumps(value, **style)))
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
for text in ('{"a": [1, 2.5, -0, 1e5, true, null, "x\\u00e9\\n\\ud83d\\ude00"], "a": 2}', "[1,]", '{"a":1,}', "[01]", '"\\x"', '"a\tb"', " [ ] ", "-", "1.", ".5", "1e", "nul", "[1 2]", '{"a" 1}', '"\\ud800"',
             "[NaN,-Infinity]", "12345678901234567890", '{"k":{"k":[]}}', "\ufeff1", '"abc', "[", "{", '{"a"', "1 2", "[1.0E+2]", '"\\u12g4"', ""):
    try:
        value = json.loads(text)
        print(ascii(value), type(value).__name__)
    except json.JSONDecodeError as error:
        print(ascii(str(error)))
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
print(len(json.dumps(json.loads("[" * 500 + "]" * 500))), json.loads("[1.5]", parse_float=str), json.loads("[1]", parse_int=str), json.loads('{"a": NaN}', parse_constant=str))
