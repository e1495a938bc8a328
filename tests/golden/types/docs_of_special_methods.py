# python3.14
# Docstrings of the special methods of builtin types.
import inspect

print(int.__add__.__doc__, int.__radd__.__doc__, list.__iadd__.__doc__, str.__len__.__doc__, object.__repr__.__doc__)
print(dict.__setitem__.__doc__, object.__init__.__doc__, (3).__neg__.__doc__, dict.__contains__.__doc__)


class Own:
    def __repr__(self):
        return "own"

    def __call__(self):
        """Says something itself."""


print(inspect.getdoc(Own.__repr__), inspect.getdoc(Own.__call__))
