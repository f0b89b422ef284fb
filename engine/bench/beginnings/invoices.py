# Invoices as text: columns, alignment, thousands separators, percentages, wrapped notes.
import textwrap

customers = ["Novák & Sons", "Blue Door Café", "Østerbro Cykler", "J. Smith", "María's Garden Centre"]
goods = [
    ("Paint, white", 12.5), ("Brush", 3.2), ("Ladder", 89.0), ("Masking tape", 2.75),
    ("Primer", 18.4), ("Roller", 7.15), ("Sandpaper", 0.45), ("Bucket", 4.0),
]
note = (
    "Goods remain our property until they have been paid for in full. Please quote the number of "
    "this invoice with your payment. Complaints are accepted within fourteen days of delivery."
)


def line(char="-"):
    return char * 52


def invoice(number):
    customer = customers[number % len(customers)]
    out = [line("="), f"Invoice {number:06d}".center(52), f"{customer:^52}", line()]
    out.append("%-4s%-16s%8s%10s%14s" % ("no.", "item", "amount", "price", "total"))
    out.append(line())
    total = 0.0
    for i in range(3 + number % 4):
        name, price = goods[(number * 3 + i * 5) % len(goods)]
        amount = (number * 7 + i * 11) % 40 + 1
        value = amount * price
        total += value
        out.append(f"{i + 1:>2}. {name:<16.14}{amount:>8}{price:>10.2f}{value:>14,.2f}")
    discount = 0.1 if total > 1000 else 0.05 if total > 500 else 0
    out.append(line())
    if discount:
        out.append("{:<38}{:>14,.2f}".format(f"Discount ({discount:.0%})", -total * discount))
        total *= 1 - discount
    tax = total * 0.21
    out.append("{label:<38}{amount:>14,.2f}".format(label="Tax (21.0%)", amount=tax))
    out.append("TOTAL".ljust(38, ".") + f"{total + tax:,.2f}".rjust(14, "."))
    out.extend(textwrap.wrap(note, 52, initial_indent="* ", subsequent_indent="  "))
    return "\n".join(out), total + tax


grand_total = 0.0
longest = 0
letters = 0
for number in range(1, 141):
    text, total = invoice(number)
    grand_total += total
    letters += len(text)
    longest = max(longest, max(len(row) for row in text.splitlines()))
    if number in (1, 50):
        print(text)
print(f"{grand_total:,.2f} in all, {letters:_} characters, longest line {longest}")

print(f"{255:#x} {255:08b} {255:o} {1e6:e} {0.000012345:g} {3.0!r:>6} {'text'!r:*^12} {-7:+d} {7: d}")
print("|".join(f"{word:{width}}" for width, word in enumerate(["a", "b", "c", "d"], 3)))
print("tab\tseparated".expandtabs(12), "zero".zfill(8), "title case here".title(), "SwAp".swapcase())
