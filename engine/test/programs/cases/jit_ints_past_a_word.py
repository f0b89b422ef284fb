"""Expressions that are past 32 bits for a moment only, past 64 bits, or for good; operands that change on the way."""


def random_numbers(count):
    state = 12345
    out = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(state % 100)
    return state, out[-5:]


def checksum(values):
    total = 1
    for value in values:
        total = (total * 31 + value) % 1_000_000_007
    return total


def signs(count):
    out = []
    for i in range(count):
        x = (i - count // 2) * 123_456_789
        y = 987_654 if i % 2 else -987_654
        out.append((x * 7 - 3) % y)
        out.append((x * 77 + y) // 123_456_789 % 1000)
        out.append((x * x - y * y) >> 40)
        out.append((x * -x) & 0xFFFF)
    return out[:8], sum(out)


def stays_wide(count):
    total = 0
    for i in range(count):
        product = (i + 90_000) * 90_000
        total += product % 1000
    return total, product


def three_factors(count):
    total = 0
    for i in range(count):
        total = (total + (i + 2_000_000_000) * 2_000_000_000 * 2_000_000_000) % 1_000_003
    return total


def edges(count):
    low, high = -(2**31), 2**31 - 1
    total = 0
    for i in range(count):
        a = low if i % 3 else high
        b = high if i % 2 else low
        total = (total + a * b % 65_521 + (a * b + a) % low + (a * a) // b % 97) % 1_000_003
    return total


def changing(operands, divisors):
    total = 0
    for i in range(len(operands)):
        try:
            total = total + (2_000_000_000 * operands[i] + 5) % divisors[i]
        except ZeroDivisionError as error:
            total = total + 1
            print(i, error)
        except TypeError as error:
            print(i, error)
    return total


def addends(operands):
    total = 0
    for operand in operands:
        total = total + (2_000_000_000 * 3 + operand) % 1009
    return total


print(random_numbers(500))
print(checksum(range(600)))
print(signs(300))
print(stays_wide(300))
print(three_factors(300))
print(edges(300))
print(changing([i % 7 + 2 for i in range(300)], [1000 - i % 50 for i in range(300)]))
print(changing([2, 3] * 100, [7] * 150 + [0] + [9] * 49))
print(changing([2, 3] * 75 + [2.5, True, 2**40, None] * 10, [7] * 190))
print(addends([5, 6] * 80 + [0.5, False, 2**70, -(2**31)] * 10))
