"""Postfix arithmetic: from infix by the shunting yard, evaluated on a stack, and shown as a tree."""
from collections import namedtuple

Operator = namedtuple("Operator", "symbol power right", defaults=(False,))
OPERATORS = {op.symbol: op for op in (Operator("+", 1), Operator("-", 1), Operator("*", 2), Operator("/", 2), Operator("^", 3, True))}


def postfix(text):
    out, stack = [], []
    for token in text.replace("(", " ( ").replace(")", " ) ").split():
        if token in OPERATORS:
            this = OPERATORS[token]
            while stack and stack[-1] != "(":
                top = OPERATORS[stack[-1]]
                if top.power < this.power or top.power == this.power and this.right:
                    break
                out.append(stack.pop())
            stack.append(token)
        elif token == "(":
            stack.append(token)
        elif token == ")":
            while stack and stack[-1] != "(":
                out.append(stack.pop())
            if not stack:
                raise SyntaxError("unbalanced )")
            stack.pop()
        else:
            out.append(float(token))
    if "(" in stack:
        raise SyntaxError("unbalanced (")
    return out + stack[::-1]


def evaluate(tokens):
    stack = []
    for token in tokens:
        if isinstance(token, float):
            stack.append(token)
            continue
        right, left = stack.pop(), stack.pop()
        stack.append({"+": left + right, "-": left - right, "*": left * right,
                      "^": left ** right if token == "^" else 0, "/": left / right if token == "/" else 0}[token])
    (result,) = stack
    return result


def tree(tokens):
    stack = []
    for token in tokens:
        if isinstance(token, float):
            stack.append(f"{token:g}")
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(f"({token} {left} {right})")
    return stack[0]


for text in ("1 + 2 * 3", "( 1 + 2 ) * 3", "2 ^ 3 ^ 2", "10 / 4 - 1", "8 - 3 - 2", "((2))", "( 1 + 2", "1 )", "1 +", "1 / 0", "1 2", "a"):
    try:
        tokens = postfix(text)
        print(f"{text:<16}", *(f"{t:g}" if isinstance(t, float) else t for t in tokens), "|", tree(tokens), "=", evaluate(tokens))
    except (SyntaxError, IndexError, ZeroDivisionError, ValueError) as error:
        print(f"{text:<16}", type(error).__name__)
print(OPERATORS["^"], OPERATORS["+"]._replace(power=9), Operator._fields, Operator._field_defaults)
