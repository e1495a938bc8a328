"""`sys.monitoring`, where there is one: events of code objects, tools, DISABLE; a debugger over it."""
import bdb
import sys

if hasattr(sys, "monitoring"):
    mon = sys.monitoring
    E = mon.events
    seen = []

    def add(a, b):
        c = a + b
        return c

    def numbers():
        yield 1
        raise KeyError(2)

    first = add.__code__.co_firstlineno
    mon.use_tool_id(1, "golden")
    assert mon.get_tool(1) == "golden"
    mon.register_callback(1, E.PY_START, lambda code, offset: seen.append(("start", code.co_name)))
    mon.register_callback(1, E.PY_RETURN, lambda code, offset, value: seen.append(("return", value)))
    mon.register_callback(1, E.LINE, lambda code, line: seen.append(("line", line - first)))
    mon.set_local_events(1, add.__code__, E.PY_START | E.PY_RETURN | E.LINE)
    add(1, 2)
    assert seen == [("start", "add"), ("line", 1), ("line", 2), ("return", 3)], seen
    del seen[:]

    def once(code, line):
        seen.append(line - first)
        return mon.DISABLE

    mon.register_callback(1, E.LINE, once)
    mon.set_local_events(1, add.__code__, E.LINE)
    add(1, 2)
    add(1, 2)
    mon.restart_events()
    add(1, 2)
    assert seen == [1, 2, 1, 2], seen
    mon.set_local_events(1, add.__code__, 0)
    del seen[:]
    mon.register_callback(1, E.PY_YIELD, lambda code, offset, value: seen.append(("yield", value)))
    mon.register_callback(1, E.PY_UNWIND, lambda code, offset, error: seen.append(("unwind", error.args)))
    mon.register_callback(1, E.RAISE, lambda code, offset, error: seen.append(("raise", error.args)))
    mon.set_local_events(1, numbers.__code__, E.PY_YIELD | E.PY_UNWIND | E.RAISE)
    try:
        for number in numbers():
            pass
    except KeyError:
        pass
    assert seen == [("yield", 1), ("raise", (2,)), ("unwind", (2,))], seen
    mon.free_tool_id(1)
    assert mon.get_tool(1) is None
    try:
        mon.set_events(1, E.LINE)
    except ValueError as error:
        assert str(error) == "tool 1 is not in use"


class Debugger(bdb.Bdb):
    def user_line(self, frame):
        if frame.f_code.co_filename == outer.__code__.co_filename:
            print("line", frame.f_lineno - start, frame.f_code.co_name)
        self.set_step()

    def user_return(self, frame, value):
        print("return", value)
        self.set_step()


def inner(x):
    return x * 2


def outer():
    y = inner(2)
    y += 1
    return y


start = inner.__code__.co_firstlineno
debugger = Debugger()
debugger.runcall(outer)
