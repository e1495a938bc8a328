# What dis and inspect tell of code, whatever the instructions are.
import dis
import inspect
import io


def f(a, b=1, *c, d, **e):
    x = lambda: a
    x = a + b
    for i in range(x):
        if i > 3:
            print(i)
    try:
        return [i * a for i in c]
    except ValueError as error:
        raise


code = f.__code__
first = code.co_firstlineno
lines = [line - first for _, line in dis.findlinestarts(code) if line is not None]
print(sorted(set(lines) - {0}))
instructions = list(dis.get_instructions(f))
offsets = [i.offset for i in instructions]
print(offsets == sorted(set(offsets)), all(o % 2 == 0 for o in offsets), len(code.co_code) % 2)
print(set(dis.findlabels(code.co_code)) <= set(offsets))
print(all(i.opname == dis.opname[i.opcode] for i in instructions), all(dis.opmap[i.opname] == i.opcode for i in instructions))
print(all(i.positions.lineno is None or first <= i.positions.lineno <= first + 10 for i in instructions))
print(len(list(code.co_positions())) * 2 == len(code.co_code))
ends = [end for _, end, _ in code.co_lines()]
print(max(ends) == len(code.co_code), all(start < end for start, end, _ in code.co_lines()))
print(any("print" in i.argrepr for i in instructions))
text = io.StringIO()
dis.dis(f, file=text)
print(len(text.getvalue().splitlines()) > 20, "Disassembly of <code object <lambda>" in text.getvalue())
print(len(dis.Bytecode(f).dis()) > 100, dis.Bytecode("x + y").codeobj.co_name)
print([line for line in dis.code_info(f).splitlines() if line.split(":")[0] in (
    "Name", "Argument count", "Positional-only arguments", "Kw-only arguments", "Flags")])


def fail(n):
    value = n + 1
    return value / 0


try:
    fail(1)
except ZeroDivisionError as error:
    traceback = error.__traceback__.tb_next
    lasti = traceback.tb_lasti
    at = [i for i in dis.get_instructions(fail) if i.offset == lasti]
    print(len(at), at[0].positions.lineno - fail.__code__.co_firstlineno, at[0].positions[2:])
    text = io.StringIO()
    dis.distb(traceback, file=text)
    print([line.split()[0] for line in text.getvalue().splitlines() if "-->" in line])


def generator():
    received = yield 1
    yield received


g = generator()
print(inspect.getgeneratorstate(g), g.gi_frame.f_lineno - generator.__code__.co_firstlineno)
next(g)
print(inspect.getgeneratorstate(g), g.gi_frame.f_lineno - generator.__code__.co_firstlineno)
print(g.send(5), inspect.getgeneratorlocals(g))
g.close()
print(inspect.getgeneratorstate(g), g.gi_frame)
print(inspect.getclosurevars(fail).unbound, inspect.isgeneratorfunction(generator), inspect.iscode(code))
print(code.co_varnames, code.co_argcount, code.co_kwonlyargcount, code.co_names, code.co_freevars, code.co_flags & 15)
print(str(inspect.signature(f)), inspect.getfullargspec(f).kwonlyargs)
