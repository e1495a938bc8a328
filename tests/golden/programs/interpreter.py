# A stack machine and a compiler for arithmetic, in one file.
import sys


class Token:
    __slots__ = ("kind", "value")

    def __init__(self, kind, value):
        self.kind, self.value = kind, value

    def __repr__(self):
        return f"{self.kind}:{self.value}"


def lex(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            number = text[start:i]
            yield Token("num", float(number) if "." in number else int(number))
        elif c.isalpha():
            start = i
            while i < len(text) and text[i].isalnum():
                i += 1
            yield Token("name", text[start:i])
        elif c in "+-*/()=":
            yield Token("op", c)
            i += 1
        else:
            raise SyntaxError(f"unexpected {c!r} at {i}")
    yield Token("end", None)


class Parser:
    PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}

    def __init__(self, text):
        self.tokens = list(lex(text))
        self.at = 0

    @property
    def current(self):
        return self.tokens[self.at]

    def take(self):
        token = self.current
        self.at += 1
        return token

    def statement(self):
        if self.current.kind == "name" and self.tokens[self.at + 1].value == "=":
            name = self.take().value
            self.take()
            return ("assign", name, self.expression())
        return self.expression()

    def expression(self, limit=0):
        left = self.atom()
        while self.current.kind == "op" and self.PRECEDENCE.get(self.current.value, 0) > limit:
            op = self.take().value
            left = ("binary", op, left, self.expression(self.PRECEDENCE[op]))
        return left

    def atom(self):
        match self.take():
            case Token(kind="num", value=value):
                return ("const", value)
            case Token(kind="name", value=name):
                return ("load", name)
            case Token(kind="op", value="-"):
                return ("negate", self.atom())
            case Token(kind="op", value="("):
                inner = self.expression()
                if self.take().value != ")":
                    raise SyntaxError("expected )")
                return inner
            case token:
                raise SyntaxError(f"unexpected {token}")


def compile_tree(node):
    match node:
        case ("const", value):
            yield "push", value
        case ("load", name):
            yield "load", name
        case ("negate", inner):
            yield from compile_tree(inner)
            yield "neg", None
        case ("binary", op, left, right):
            yield from compile_tree(left)
            yield from compile_tree(right)
            yield "op", op
        case ("assign", name, value):
            yield from compile_tree(value)
            yield "store", name


class Machine:
    def __init__(self):
        self.names = {}

    def run(self, code):
        stack = []
        for name, argument in code:
            getattr(self, "do_" + name)(stack, argument)
        return stack.pop() if stack else None

    def do_push(self, stack, value):
        stack.append(value)

    def do_load(self, stack, name):
        stack.append(self.names[name])

    def do_store(self, stack, name):
        self.names[name] = stack[-1]

    def do_neg(self, stack, _):
        stack.append(-stack.pop())

    def do_op(self, stack, op):
        b, a = stack.pop(), stack.pop()
        stack.append({"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[op]())


machine = Machine()
for line in ("1 + 2 * 3", "(1 + 2) * 3", "x = 10 / 4", "x * x - -2", "y = x = 3", "2 +", "3 $ 4", "unknown + 1", "1 / 0", "y = 2.5 * (x + 1)"):
    try:
        tree = Parser(line).statement()
        code = list(compile_tree(tree))
        print(f"{line:<20} {machine.run(code)!r:<8} {' '.join(op for op, _ in code)}")
    except (SyntaxError, KeyError, ZeroDivisionError) as error:
        print(f"{line:<20} {type(error).__name__}: {error}")
print(machine.names, sys.getrecursionlimit() >= 1000)
