import json
import operator
import os.path
import string

print(json.dumps({"a": [1, 2.5, None, True, "\u00e9"]}), json.loads('{"k": [1, {"z": null}, -2.5e3, "\\u00e9\\n"]}'))
print(json.dumps({"b": 1, "a": {"c": []}}, indent=2, sort_keys=True))
try:
    json.loads("[1,")
except json.JSONDecodeError as error:
    print(error)
print(string.ascii_lowercase[:5], string.digits, string.punctuation[:5])
print(operator.add(1, 2), operator.itemgetter(1)([5, 6]), operator.attrgetter("real")(5), operator.methodcaller("upper")("a"))
print(os.path.basename("/a/b.txt"), os.path.join("a", "b"), os.path.splitext("f.tar.gz"), os.path.dirname("/x/y"))
