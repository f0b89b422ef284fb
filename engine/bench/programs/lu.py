"""Linear equations solved by LU decomposition with pivots: floats in a list of lists, in three nested loops."""

import sys


def decompose(rows):
    """Replaces the rows by their factors, and returns the order in which they were taken."""
    n = len(rows)
    order = list(range(n))
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(rows[i][k]))
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            order[k], order[pivot] = order[pivot], order[k]
        top = rows[k]
        head = top[k]
        for i in range(k + 1, n):
            row = rows[i]
            factor = row[k] / head
            row[k] = factor
            for j in range(k + 1, n):
                row[j] -= factor * top[j]
    return order


def solve(factors, order, right):
    n = len(factors)
    x = [right[i] for i in order]
    for i in range(n):
        total = x[i]
        for j in range(i):
            total -= factors[i][j] * x[j]
        x[i] = total
    for i in range(n - 1, -1, -1):
        total = x[i]
        for j in range(i + 1, n):
            total -= factors[i][j] * x[j]
        x[i] = total / factors[i][i]
    return x


def make_rows(n):
    state = 1
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            state = state * 16807 % 2147483647
            row.append(state / 2147483647 - 0.5)
        row[i] += 2.0
        rows.append(row)
    return rows


def main(n=16):
    rows = make_rows(n)
    wanted = [(i * 7 % 10) - 4.5 for i in range(n)]
    right = [sum(a * x for a, x in zip(row, wanted)) for row in rows]
    order = decompose(rows)
    found = solve(rows, order, right)
    worst = max(abs(a - b) for a, b in zip(found, wanted))
    assert worst < 1e-8, worst
    determinant = 1.0
    for i in range(n):
        determinant *= rows[i][i] / 2.0
    print(f"{n} equations solved, scaled determinant {abs(determinant):.6e}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 16)
