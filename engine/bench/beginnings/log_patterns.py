"""What a web server's log tells: regular expressions with groups, substitutions and splitting."""

import re
from collections import Counter

LINE = re.compile(
    r'(?P<ip>\d{1,3}(?:\.\d{1,3}){3}) - (?P<user>\S+) \[(?P<time>[^\]]+)\] '
    r'"(?P<method>[A-Z]+) (?P<path>\S+) HTTP/[\d.]+" (?P<status>\d{3}) (?P<size>\d+|-)'
)
TIME = re.compile(r"(\d+)/(\w+)/(\d{4}):(\d\d):(\d\d)")


def make_log(count):
    paths = ["/", "/index.html", "/img/logo.png", "/api/users/17", "/api/users/99?full=1", "/old/page"]
    lines = []
    for i in range(count):
        if i % 41 == 40:
            lines.append(f"### rotated {i}")
            continue
        n = i * i % 97
        user = "-" if n % 3 else f"user{n % 5}"
        status = (200, 200, 304, 404, 500, 301)[n % 6]
        lines.append(
            f"10.0.{n % 4}.{n} - {user} [{n % 28 + 1:02}/Mar/2024:{n % 24:02}:{i % 60:02}:00 +0000] "
            f'"{"GET" if n % 7 else "POST"} {paths[n % 6]} HTTP/1.1" {status} {"-" if n % 11 == 0 else n * 113}'
        )
    return lines


log = make_log(900)
statuses = Counter()
hours = Counter()
users = set()
total = bad = 0
for line in log:
    match = LINE.match(line)
    if match is None:
        bad += 1
        continue
    statuses[match["status"]] += 1
    if match.group("user") != "-":
        users.add(match.group("user"))
    if match["size"] != "-":
        total += int(match["size"])
    day, month, year, hour, minute = TIME.search(match["time"]).groups()
    hours[int(hour)] += 1

print("lines", len(log), "unreadable", bad, "bytes", total)
print("statuses", sorted(statuses.items()), "users", sorted(users))
print("busiest hours", hours.most_common(3))

text = "\n".join(log[:200])
print(len(re.findall(r"/api/users/(\d+)", text)), sorted(set(re.findall(r"/api/users/(\d+)", text))))
masked = re.sub(r"\b(\d+)\.(\d+)\.\d+\.\d+\b", r"\1.\2.x.x", text)
print(masked.split("\n")[5])
print(re.sub(r"\d+", lambda m: str(len(m.group())), "a1 b22 c333"))
print(re.split(r"[,;\s]+", "red, green;blue   yellow"))

source = "total = price * 3.5 + tax(2) # comment"
scanner = re.compile(r"(?P<num>\d+(\.\d*)?)|(?P<name>[a-z_]\w*)|(?P<op>[-+*/=()])|(?P<skip>\s+|#.*)")
print([(m.lastgroup, m.group()) for m in scanner.finditer(source) if m.lastgroup != "skip"])

for address in ["ada@example.org", "bob.b@mail.example.com", "no at sign", "x@y", "@example.org"]:
    valid = re.fullmatch(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", address)
    print(f"{address:24} {'yes' if valid else 'no'}")
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "someCamelCaseName").lower())
