"""A matrix class with operators, and Gauss's way to solve equations over fractions."""
from fractions import Fraction


class Matrix:
    def __init__(self, rows):
        self.rows = [list(map(Fraction, row)) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, size):
        return cls([[int(i == j) for j in range(size)] for i in range(size)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        return Matrix([[a + b for a, b in zip(x, y)] for x, y in zip(self.rows, other.rows, strict=True)])

    def __mul__(self, factor):
        return Matrix([[value * factor for value in row] for row in self.rows])

    __rmul__ = __mul__

    def __pow__(self, exponent):
        result, base = Matrix.identity(len(self.rows)), self
        while exponent:
            if exponent & 1:
                result = result @ base
            base, exponent = base @ base, exponent >> 1
        return result

    def __getitem__(self, place):
        row, column = place
        return self.rows[row][column]

    def __str__(self):
        return "\n".join(" ".join(f"{value!s:>7}" for value in row) for row in self.rows)

    def inverse(self):
        size = len(self.rows)
        work = [row + unit for row, unit in zip(self.rows, Matrix.identity(size).rows)]
        for k in range(size):
            pivot = next((i for i in range(k, size) if work[i][k]), None)
            if pivot is None:
                raise ZeroDivisionError("singular")
            work[k], work[pivot] = work[pivot], work[k]
            work[k] = [value / work[k][k] for value in work[k]]
            for i in range(size):
                if i != k and work[i][k]:
                    factor = work[i][k]
                    work[i] = [a - factor * b for a, b in zip(work[i], work[k])]
        return Matrix([row[size:] for row in work])


hilbert = Matrix([[Fraction(1, i + j + 1) for j in range(4)] for i in range(4)])
print(hilbert)
print(hilbert.inverse())
print(hilbert @ hilbert.inverse() == Matrix.identity(4))
fibonacci = Matrix([[1, 1], [1, 0]])
print((fibonacci ** 90)[0, 1], 2 * fibonacci == fibonacci + fibonacci)
for action in (lambda: Matrix([[1, 2], [2, 4]]).inverse(), lambda: fibonacci @ hilbert, lambda: fibonacci + 1,
               lambda: Matrix([[1], [1, 2]])):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
