# A log analyser: re, datetime, collections, statistics, textwrap, logging.
import io
import logging
import re
import statistics
import textwrap
from collections import Counter, OrderedDict, namedtuple
from datetime import datetime, timedelta, timezone
from itertools import groupby

LOG = """
2024-03-01T10:00:01Z INFO  [web] GET /index.html 200 12ms
2024-03-01T10:00:02Z INFO  [web] GET /style.css 200 3ms
2024-03-01T10:00:05Z WARN  [db] slow query: 812ms
2024-03-01T10:01:00Z ERROR [web] GET /broken 500 45ms
2024-03-01T10:01:30Z INFO  [web] POST /login 302 88ms
2024-03-01T10:02:00Z ERROR [worker] job 17 failed: ValueError("bad size")
this line is damaged
2024-03-01T10:02:01Z INFO  [web] GET /index.html 200 9ms
"""

LINE = re.compile(r"""
    (?P<when>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\s+
    (?P<level>[A-Z]+)\s+
    \[(?P<source>\w+)\]\s
    (?P<text>.*)""", re.VERBOSE)
REQUEST = re.compile(r"(?P<verb>GET|POST) (?P<path>\S+) (?P<status>\d{3}) (?P<ms>\d+)ms$")
Entry = namedtuple("Entry", "when level source text")

entries, damaged = [], []
for number, line in enumerate(LOG.strip().splitlines(), 1):
    match = LINE.fullmatch(line)
    if match is None:
        damaged.append((number, line))
        continue
    when = datetime.strptime(match["when"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    entries.append(Entry(when, *match.group("level", "source", "text")))
print(len(entries), damaged)
print(Counter(entry.level for entry in entries))
print(entries[-1].when - entries[0].when, entries[0].when.isoformat(), f"{entries[0].when:%H:%M on %A}")
times = OrderedDict()
for entry in entries:
    if request := REQUEST.match(entry.text):
        times.setdefault(request["path"], []).append(int(request["ms"]))
for path, values in times.items():
    print(f"{path:<12} n={len(values)} mean={statistics.mean(values):.1f} median={statistics.median(values)}")
all_times = [ms for values in times.values() for ms in values]
print(statistics.stdev(all_times).__round__(3), statistics.quantiles(all_times, n=4), statistics.fmean(all_times))
for source, group in groupby(sorted(entries, key=lambda e: e.source), key=lambda e: e.source):
    print(source, [entry.level for entry in group])
minute = timedelta(minutes=1)
buckets = Counter((entry.when - entries[0].when) // minute for entry in entries)
for bucket in sorted(buckets):
    print(f"{bucket:>2} {'#' * buckets[bucket]}")
print(re.sub(r"\d+", lambda m: f"<{int(m[0]) * 2}>", entries[2].text), re.findall(r"(\w)(\d)", "a1 b2 c3"),
      re.split(r"[,;]\s*", "a, b;c"), [m.span() for m in re.finditer("o", "foo boo")])
print(textwrap.fill("The report is for the people who look after the machines at night, and for nobody else.", 40,
                    initial_indent="* ", subsequent_indent="  "))
print(textwrap.dedent("""
    if x:
        y
    """).strip(), textwrap.shorten("one two three four five", 15), textwrap.indent("a\nb", "> "))

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)-8s %(name)s: %(message)s"))
log = logging.getLogger("report.web")
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False
log.debug("hidden")
log.info("seen %d of %s", 3, "four")
log.warning("with %(name)s", {"name": "mapping"})
try:
    {}["key"]
except KeyError:
    log.exception("failed")
print(stream.getvalue().splitlines()[:3], stream.getvalue().splitlines()[-1])
log.removeHandler(handler)
