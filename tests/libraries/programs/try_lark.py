"""A grammar of expressions, by LALR."""
from lark import Lark

parser = Lark(
    """start: expr
?expr: term | expr "+" term -> add | expr "-" term -> sub
?term: atom | term "*" atom -> mul
?atom: NUMBER -> number | "(" expr ")"
%import common.NUMBER
%import common.WS
%ignore WS
""",
    parser="lalr",
)
print(parser.parse("1+2*(3-4)").pretty())
