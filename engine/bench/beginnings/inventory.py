"""A shop's inventory with dataclasses: orders come in, stock goes down, goods are ordered again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field, replace


@dataclass(frozen=True)
class Product:
    sku: str
    name: str
    price: float
    category: str = "misc"


@dataclass
class StockItem:
    product: Product
    quantity: int = 0
    reorder_at: int = 5

    @property
    def value(self) -> float:
        return self.product.price * self.quantity

    def needs_reorder(self) -> bool:
        return self.quantity <= self.reorder_at


@dataclass(order=True)
class OrderLine:
    sku: str
    amount: int = field(compare=False)


@dataclass
class Order:
    number: int
    customer: str
    lines: list[OrderLine] = field(default_factory=list)

    def add(self, sku: str, amount: int) -> None:
        self.lines.append(OrderLine(sku, amount))


class OutOfStock(Exception):
    pass


class Inventory:
    def __init__(self) -> None:
        self.items: dict[str, StockItem] = {}
        self.log: list[str] = []

    def register(self, product: Product, quantity: int) -> None:
        self.items[product.sku] = StockItem(product, quantity)

    def fulfil(self, order: Order) -> float:
        for line in order.lines:
            item = self.items[line.sku]
            if item.quantity < line.amount:
                raise OutOfStock(f"order {order.number}: only {item.quantity} of {item.product.name}")
        total = 0.0
        for line in sorted(order.lines):
            item = self.items[line.sku]
            item.quantity -= line.amount
            total += line.amount * item.product.price
        return total

    def restock(self) -> int:
        count = 0
        for item in self.items.values():
            if item.needs_reorder():
                item.quantity += 50
                count += 1
        return count


def main() -> None:
    inventory = Inventory()
    names = ["bolt", "nut", "washer", "screw", "bracket", "hinge", "hook", "chain"]
    for i, name in enumerate(names):
        category = "hardware" if i < 4 else "fittings"
        inventory.register(Product(f"SKU{i:03}", name, round(0.25 + i * 1.15, 2), category), 40 + i)

    revenue: dict[str, float] = defaultdict(float)
    failed = []
    restocked = 0
    for number in range(1, 1201):
        order = Order(number, f"customer {number % 7}")
        for k in range(1 + number % 3):
            order.add(f"SKU{(number * 5 + k * 3) % 8:03}", 1 + (number + k) % 4)
        try:
            revenue[order.customer] += inventory.fulfil(order)
        except OutOfStock as error:
            failed.append(str(error))
            restocked += inventory.restock()

    for customer in sorted(revenue):
        print(f"{customer}: {revenue[customer]:10.2f}")
    print(f"{len(failed)} orders failed, {restocked} times restocked; the last: {failed[-1]}")
    by_category: dict[str, float] = defaultdict(float)
    for item in inventory.items.values():
        by_category[item.product.category] += item.value
    print({category: round(value, 2) for category, value in by_category.items()})

    bolt = inventory.items["SKU000"].product
    dearer = replace(bolt, price=0.3)
    print(dearer, dearer == bolt, bolt == Product("SKU000", "bolt", 0.25, "hardware"))
    print(asdict(Order(7, "me", [OrderLine("SKU001", 2)])))
    try:
        bolt.price = 1.0
    except AttributeError as error:
        print("frozen:", type(error).__name__)


if __name__ == "__main__":
    main()
