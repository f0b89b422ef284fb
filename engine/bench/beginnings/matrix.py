from fractions import Fraction


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        self.height = len(self.rows)
        self.width = len(self.rows[0])

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    def __getitem__(self, position):
        i, j = position
        return self.rows[i][j]

    def __setitem__(self, position, value):
        i, j = position
        self.rows[i][j] = value

    def __eq__(self, other):
        return self.rows == other.rows

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __mul__(self, other):
        if not isinstance(other, Matrix):
            return Matrix([[a * other for a in row] for row in self.rows])
        if self.width != other.height:
            raise ValueError(f"cannot multiply {self.width} columns by {other.height} rows")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __pow__(self, exponent):
        result, base = Matrix.identity(self.height), self
        while exponent:
            if exponent & 1:
                result = result * base
            base = base * base
            exponent >>= 1
        return result

    def transpose(self):
        return Matrix(zip(*self.rows))

    def determinant(self):
        """By Laplace, along the first row."""
        if self.height == 1:
            return self[0, 0]
        total = 0
        for j in range(self.width):
            if self[0, j]:
                minor = Matrix([row[:j] + row[j + 1 :] for row in self.rows[1:]])
                total += (-1) ** j * self[0, j] * minor.determinant()
        return total

    def inverse(self):
        """By Gauss and Jordan, in fractions."""
        n = self.height
        work = [[Fraction(x) for x in row] + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(self.rows)]
        for column in range(n):
            pivot = next((r for r in range(column, n) if work[r][column]), None)
            if pivot is None:
                raise ZeroDivisionError("the matrix is singular")
            work[column], work[pivot] = work[pivot], work[column]
            factor = work[column][column]
            work[column] = [x / factor for x in work[column]]
            for r in range(n):
                if r != column and work[r][column]:
                    factor = work[r][column]
                    work[r] = [x - factor * y for x, y in zip(work[r], work[column])]
        return Matrix([row[n:] for row in work])

    def __str__(self):
        cells = [[str(x) for x in row] for row in self.rows]
        width = max(len(cell) for row in cells for cell in row)
        return "\n".join("[" + " ".join(cell.rjust(width) for cell in row) + "]" for row in cells)


a = Matrix([[2, 1, 1], [1, 3, 2], [1, 0, 0]])
b = Matrix([[1, 2], [0, 1], [4, -1]])
print(a * b)
print(a.transpose() + a * 10)
print("determinant", a.determinant())
print(a.inverse())
print(a * a.inverse() == Matrix.identity(3))
fib = Matrix([[1, 1], [1, 0]]) ** 300
print("fibonacci", fib[0, 1])

size = 6
hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(size)] for i in range(size)])
inverse = hilbert.inverse()
print("Hilbert:", inverse.rows[0], hilbert * inverse == Matrix.identity(size))
big = Matrix([[(i * 3 + j * 7 + i * j) % 10 for j in range(7)] for i in range(7)])
print("determinant", big.determinant())

try:
    Matrix([[1, 2], [2, 4]]).inverse()
except ZeroDivisionError as error:
    print(error)
try:
    b * b
except ValueError as error:
    print(error)
