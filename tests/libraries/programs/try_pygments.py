"""Highlighting to HTML and for terminals."""
from pygments import highlight
from pygments.formatters import HtmlFormatter, TerminalFormatter
from pygments.lexers import PythonLexer

print(highlight("def f(x):\n    return x + 1  # c\n", PythonLexer(), HtmlFormatter()))
print(repr(highlight("class A: pass", PythonLexer(), TerminalFormatter())))
