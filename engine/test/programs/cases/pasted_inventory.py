# An inventory: dataclasses, enum, json, csv, decimal money, sorting, a report.
import csv
import io
import json
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from functools import total_ordering
from operator import attrgetter, itemgetter


class Kind(Enum):
    TOOL = auto()
    PART = auto()
    FLUID = auto()


@total_ordering
@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str = "EUR"

    def __add__(self, other):
        return Money(self.amount + other.amount, self.currency)

    def __mul__(self, n):
        return Money((self.amount * n).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), self.currency)

    def __lt__(self, other):
        return self.amount < other.amount

    def __str__(self):
        return f"{self.amount:,.2f} {self.currency}"


@dataclass
class Item:
    name: str
    kind: Kind
    price: Money
    count: int = 0
    tags: list[str] = field(default_factory=list)
    since: date = date(2024, 1, 31)

    @property
    def worth(self):
        return self.price * self.count


TABLE = """name,kind,price,count,tags
hammer,TOOL,19.99,3,steel;hand
bolt M8,PART,0.125,1200,steel
oil,FLUID,7.5,12,
saw,TOOL,24.00,2,hand;sharp
"nut, M8",PART,0.08,1500,steel
"""

items = []
for number, row in enumerate(csv.DictReader(io.StringIO(TABLE))):
    items.append(Item(row["name"], Kind[row["kind"]], Money(Decimal(row["price"])), int(row["count"]),
                      [tag for tag in row["tags"].split(";") if tag], date(2024, 1, 31) + timedelta(days=30 * number)))
for item in sorted(items, key=attrgetter("worth"), reverse=True):
    print(f"{item.name:<10}|{item.kind.name:^7}|{str(item.worth):>14}|{item.since:%d %b %Y}|{','.join(item.tags)}")
total = sum((item.worth for item in items), Money(Decimal(0)))
print("total", total, total > Money(Decimal("500")), max(items, key=attrgetter("price.amount")).name)
by_kind = defaultdict(list)
for item in items:
    by_kind[item.kind].append(item)
for kind, members in by_kind.items():
    print(kind, [m.name for m in members], sum(m.count for m in members))
print(Counter(tag for item in items for tag in item.tags).most_common())


def encode(value):
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot encode {value!r}")


text = json.dumps([asdict(item) for item in items[:2]], default=encode, indent=2, sort_keys=True)
print(text)
print(json.loads(text, parse_float=Decimal)[0]["price"], replace(items[0], count=5).worth)
out = io.StringIO()
writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
writer.writerow(["name", "worth"])
writer.writerows(sorted(((i.name, str(i.worth)) for i in items), key=itemgetter(0)))
print(out.getvalue().replace("\r\n", "\n"))
try:
    json.dumps({"x": {1, 2}}, default=encode)
except TypeError as error:
    print(error)
try:
    items[0].price.amount = 3
except Exception as error:
    print(type(error).__name__, error)
print(Item("x", Kind.PART, Money(Decimal(1))), Kind(2), Kind["FLUID"].value, list(Kind))
