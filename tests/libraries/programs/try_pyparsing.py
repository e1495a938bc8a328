"""Operators by precedence."""
from pyparsing import OpAssoc, Word, infix_notation, nums

expression = infix_notation(Word(nums), [("*", 2, OpAssoc.LEFT), ("+", 2, OpAssoc.LEFT)])
print(expression.parse_string("1+2*3+4").as_list())
