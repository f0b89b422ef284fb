"""Products of square matrices kept as lists of rows: the schoolbook's three loops over floats."""

import sys


class Matrix:
    def __init__(self, rows):
        self.rows = rows
        self.size = len(rows)

    @classmethod
    def identity(cls, size):
        return cls([[1.0 if i == j else 0.0 for j in range(size)] for i in range(size)])

    @classmethod
    def cyclic(cls, size):
        """Moves every coordinate on by one; its size-th power is the identity."""
        return cls([[1.0 if (i + 1) % size == j else 0.0 for j in range(size)] for i in range(size)])

    @classmethod
    def sample(cls, size):
        return cls([[((i * 7 + j * 13) % 11) / 4.0 - 1.0 for j in range(size)] for i in range(size)])

    def __matmul__(self, other):
        size = self.size
        right = other.rows
        result = []
        for row in self.rows:
            line = [0.0] * size
            for j in range(size):
                total = 0.0
                for k in range(size):
                    total += row[k] * right[k][j]
                line[j] = total
            result.append(line)
        return Matrix(result)

    def __eq__(self, other):
        return self.rows == other.rows

    def trace(self):
        return sum(self.rows[i][i] for i in range(self.size))


def main(size=20):
    a = Matrix.sample(size)
    assert a @ Matrix.identity(size) == a
    shift = Matrix.cyclic(size)
    product = shift
    for _ in range(3):
        product = product @ shift
    assert product.rows[0][4 % size] == 1.0
    b = shift @ a
    # The trace does not care for the order of the factors; quarters are exact in binary.
    ab, ba = (a @ b).trace(), (b @ a).trace()
    assert ab == ba, (ab, ba)
    print(f"trace of the product of two {size}x{size} matrices: {ab}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
