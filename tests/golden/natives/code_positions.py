"""Code objects say where their instructions come from; tracebacks are made of it."""
import traceback


def divide(a, b):
    total = 1
    return total + a / b


code = divide.__code__
first = code.co_firstlineno
print(sorted({line - first for _, _, line in code.co_lines() if line and line > first}))
columns = {(line, column) for line, _, column, end in code.co_positions() if line and line > first}
print((first + 2, 11) in columns, (first + 2, 19) in columns)
starts = [start for start, _, _ in code.co_lines()]
print(starts == sorted(starts), starts[0], type(code.co_code))

try:
    divide(1, 0)
except ZeroDivisionError as error:
    for entry in traceback.extract_tb(error.__traceback__):
        print(entry.lineno, entry.name, entry.colno, entry.end_colno)
    print(traceback.format_exception_only(error))
