# python3.14
"""Marks under the line of a SyntaxError, wherever its places are said to be."""
import sys

sys.stderr = sys.stdout
for text, *place in [
    ("abcdefg", 2, 1, 7),
    ("abcdefg", 2, 1, 3),
    ("abcdefg", 2, 1, -2),
    ("abcdefg", 4, 1, 2),
    ("abcdefg", -4, 1, -2),
    ("abcdefg", 0, 1, 5),
    ("abcdefg", 2, 1, 100),
    ("abcdefg", 20, 1, 100),
    ("abcdefg", 2, 1, 0),
    ("abcdefg\n", 2, 2, 3),
    ("  \tab\tcd  \n", 6, 1, 8),
    ("  ab", None, 1, 3),
    ("  ab", 3, None, None),
]:
    error = SyntaxError("bad bad", ("bad.py", 1, place[0], text, *place[1:]))
    sys.__excepthook__(SyntaxError, error, None)
