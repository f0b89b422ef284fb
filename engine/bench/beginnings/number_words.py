# Many small functions about numbers: in words, in Roman numerals, in other bases; primes, divisors, dates.

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
ROMAN = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]


def below_hundred(n):
    if n < 20:
        return ONES[n]
    tens, ones = divmod(n, 10)
    return TENS[tens] if ones == 0 else TENS[tens] + "-" + ONES[ones]


def below_thousand(n):
    hundreds, rest = divmod(n, 100)
    if hundreds == 0:
        return below_hundred(rest)
    text = ONES[hundreds] + " hundred"
    return text if rest == 0 else text + " and " + below_hundred(rest)


def in_words(n):
    if n < 0:
        return "minus " + in_words(-n)
    for value, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if n >= value:
            head, rest = divmod(n, value)
            text = below_thousand(head) + " " + name
            return text if rest == 0 else text + " " + in_words(rest)
    return below_thousand(n)


def to_roman(n):
    result = ""
    for value, letters in ROMAN:
        while n >= value:
            result += letters
            n -= value
    return result


def from_roman(text):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for here, there in zip(text, text[1:] + "I"):
        total += -values[here] if values[here] < values[there] else values[here]
    return total


def to_base(n, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n == 0:
        return "0"
    result = ""
    while n:
        n, digit = divmod(n, base)
        result = digits[digit] + result
    return result


def ordinal(n):
    if 10 <= n % 100 <= 20:
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def lcm(a, b):
    return a * b // gcd(a, b)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(month, year):
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def weekday(day, month, year):
    """Monday is 0."""
    if month < 3:
        month += 12
        year -= 1
    return (day + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400 + 5) % 7


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def digits_cubed(n):
    return sum(int(d) ** 3 for d in str(n))


for n in (0, 7, 19, 40, 85, 100, 342, 1000, 12_345, 7_000_019, -80):
    print(n, "=", in_words(n))
print("letters up to a thousand:", sum(len(in_words(n).replace(" ", "").replace("-", "")) for n in range(1, 1001)))
print([to_roman(year) for year in (4, 1999, 2024, 3888)])
print("roman and back:", all(from_roman(to_roman(n)) == n for n in range(1, 1500)))
print(to_base(255, 2), to_base(255, 16), to_base(123456789, 36), int(to_base(987654321, 7), 7))
print([ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)])
print("lcm up to 20:", end=" ")
multiple = 1
for n in range(1, 21):
    multiple = lcm(multiple, n)
print(multiple)
sundays = sum(weekday(1, month, year) == 6 for year in range(1901, 2001) for month in range(1, 13))
print("months that began on a Sunday:", sundays, "days:", sum(days_in(m, y) for y in range(1901, 2001) for m in range(1, 13)))
print("primes:", [n for n in range(60) if is_prime(n)], sum(map(is_prime, range(4000))))
print("sums of their cubes:", [n for n in range(2, 2000) if digits_cubed(n) == n])
