"""Solves sudokus by propagation and search, and says how hard they were.

    solver.py                    solve the puzzles below
    solver.py 53..7....6..195...   solve those given, 81 characters each (. or 0 for empty)
"""
import sys
import time
from itertools import product

DIGITS = "123456789"
CELLS = [row + column for row, column in product("ABCDEFGHI", DIGITS)]
UNITS = (
    [[row + column for row in "ABCDEFGHI"] for column in DIGITS]
    + [[row + column for column in DIGITS] for row in "ABCDEFGHI"]
    + [[row + column for row in rows for column in columns]
       for rows, columns in product(("ABC", "DEF", "GHI"), ("123", "456", "789"))]
)
UNITS_OF = {cell: [unit for unit in UNITS if cell in unit] for cell in CELLS}
PEERS = {cell: set().union(*UNITS_OF[cell]) - {cell} for cell in CELLS}

PUZZLES = {
    "easy": "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..",
    "hard": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "harder": "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9",
    "impossible": "55" + "." * 79,
}


class Contradiction(Exception):
    """A cell has no digit left, or a digit no cell."""


class Board:
    def __init__(self, candidates=None):
        self.candidates = candidates or dict.fromkeys(CELLS, DIGITS)

    @classmethod
    def parse(cls, text: str) -> "Board":
        if len(text) != 81 or not set(text) <= set(DIGITS + "0."):
            raise ValueError(f"a puzzle has 81 digits and dots, not {text!r}")
        board = cls()
        for cell, digit in zip(CELLS, text):
            if digit in DIGITS:
                board.assign(cell, digit)
        return board

    def assign(self, cell: str, digit: str) -> None:
        for other in self.candidates[cell].replace(digit, ""):
            self.eliminate(cell, other)
        if self.candidates[cell] != digit:
            raise Contradiction(cell)

    def eliminate(self, cell: str, digit: str) -> None:
        left = self.candidates[cell]
        if digit not in left:
            return
        left = self.candidates[cell] = left.replace(digit, "")
        if not left:
            raise Contradiction(cell)
        if len(left) == 1:
            for peer in PEERS[cell]:
                self.eliminate(peer, left)
        for unit in UNITS_OF[cell]:
            places = [place for place in unit if digit in self.candidates[place]]
            if not places:
                raise Contradiction(digit)
            if len(places) == 1:
                self.assign(places[0], digit)

    def __str__(self) -> str:
        rows = []
        for index in range(0, 81, 9):
            row = [self.candidates[cell] for cell in CELLS[index:index + 9]]
            rows.append(" | ".join(" ".join(row[i:i + 3]) for i in (0, 3, 6)))
        rows.insert(6, "------+-------+------")
        rows.insert(3, "------+-------+------")
        return "\n".join(rows)


class Search:
    def __init__(self):
        self.guesses = 0

    def solve(self, board: Board) -> "Board | None":
        open_cells = [(len(left), cell) for cell, left in board.candidates.items() if len(left) > 1]
        if not open_cells:
            return board
        _, cell = min(open_cells)
        for digit in board.candidates[cell]:
            self.guesses += 1
            attempt = Board(dict(board.candidates))
            try:
                attempt.assign(cell, digit)
            except Contradiction:
                continue
            if (solved := self.solve(attempt)) is not None:
                return solved
        return None


def solve(name: str, text: str) -> bool:
    start, search = time.perf_counter(), Search()
    try:
        solved = search.solve(Board.parse(text))
    except Contradiction:
        solved = None
    seconds = time.perf_counter() - start
    print(f"{name}: {'solved' if solved else 'has no solution'} after {search.guesses} guesses")
    print(f"{seconds:.3f} s", file=sys.stderr)
    if solved:
        print(solved)
    return solved is not None


def main() -> int:
    puzzles = {f"puzzle {i}": text for i, text in enumerate(sys.argv[1:], 1)} or PUZZLES
    try:
        results = [solve(name, text) for name, text in puzzles.items()]
    except ValueError as error:
        print(f"solver: {error}", file=sys.stderr)
        return 2
    return 0 if any(results) else 1


if __name__ == "__main__":
    sys.exit(main())
