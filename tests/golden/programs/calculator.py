"""A calculator: tokens, a Pratt parser, evaluation with variables and functions."""
import math
import operator
import re

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/%(),=^]))")


class Syntax(Exception):
    pass


def tokens(text):
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise Syntax(f"unexpected {text[at:].strip()[0]!r} at {at}")
        number, name, symbol = match.groups()
        yield ("number", float(number) if "." in number or "e" in number.lower() else int(number)) if number else (
            ("name", name) if name else (symbol, symbol))
        at = match.end()
    yield ("end", None)


BINARY = {"+": (10, operator.add), "-": (10, operator.sub), "*": (20, operator.mul), "/": (20, operator.truediv),
          "%": (20, operator.mod), "**": (30, operator.pow)}
FUNCTIONS = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "hypot": math.hypot}


class Calculator:
    def __init__(self):
        self.variables = {"pi": math.pi}

    def run(self, text):
        self.rest = list(tokens(text))[::-1]
        if len(self.rest) > 2 and self.rest[-1][0] == "name" and self.rest[-2][0] == "=":
            name = self.rest.pop()[1]
            self.rest.pop()
            value = self.variables[name] = self.expression(0)
        else:
            value = self.expression(0)
        if self.rest[-1][0] != "end":
            raise Syntax(f"unexpected {self.rest[-1][1]!r}")
        return value

    def expect(self, kind):
        if self.rest[-1][0] != kind:
            raise Syntax(f"expected {kind!r}, found {self.rest[-1][1]!r}")
        return self.rest.pop()

    def expression(self, level):
        left = self.atom()
        while (kind := self.rest[-1][0]) in BINARY and BINARY[kind][0] > level:
            self.rest.pop()
            power, action = BINARY[kind]
            left = action(left, self.expression(power - (kind == "**")))
        return left

    def atom(self):
        kind, value = self.rest.pop()
        match kind:
            case "number":
                return value
            case "-":
                return -self.expression(25)
            case "(":
                inner = self.expression(0)
                self.expect(")")
                return inner
            case "name" if self.rest[-1][0] == "(":
                self.rest.pop()
                arguments = [self.expression(0)]
                while self.rest[-1][0] == ",":
                    self.rest.pop()
                    arguments.append(self.expression(0))
                self.expect(")")
                return FUNCTIONS[value](*arguments)
            case "name":
                return self.variables[value]
        raise Syntax(f"unexpected {value!r}")


calculator = Calculator()
for line in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "x = 10 / 4", "x * x - 1", "max(1, x, 2) % 2",
             "hypot(3, 4) + sqrt(16)", "1 +", "2 $ 3", "(1", "y + 1", "1 / 0", "sqrt(0 - 1)", "1e3 * 2.5E-1", "7 7"):
    try:
        print(line, "=>", calculator.run(line))
    except (Syntax, KeyError, ArithmeticError, ValueError) as error:
        print(line, "=>", type(error).__name__, error if not isinstance(error, ArithmeticError | ValueError) else "")
