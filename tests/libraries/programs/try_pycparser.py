"""C parsed and written again."""
from pycparser import c_generator, c_parser

tree = c_parser.CParser().parse("int f(int a){ return a*2+1; } struct s { int x; char *p; };")
print(c_generator.CGenerator().visit(tree))
