"""Constructors whose loops are compiled and left again: what a call gives is the instance."""


class Loud:
    def __init__(self, rows):
        for row in rows:
            pass
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")


class Picky:
    def __init__(self, values):
        total = 0
        for value in values:
            total += value
        self.total = total
        if total > 10:
            return total


class Slots:
    __slots__ = "found"

    def __init__(self, text):
        self.found = 0
        while text:
            if text[-1] == "x":
                self.found += 1
            text = text[:-1]


for rows in ([[1], [2]], [], [[1, 2]] * 30, [[1], [2, 3]]):
    try:
        print(type(Loud(rows)).__name__, len(Loud(rows).rows))
    except ValueError as error:
        print(error)
for values in ([1], [1] * 8, [1.5] * 4, [2] * 9):
    try:
        print(Picky(values).total)
    except TypeError as error:
        print(error)
print([Slots(text).found for text in ("", "x", "axbxcx" * 20, "abc")])
