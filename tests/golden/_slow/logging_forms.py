"""logging: levels, formats, hierarchy, filters, handlers of our own, exceptions, dictConfig."""
import io
import logging
import logging.config
import logging.handlers
import sys

stream = io.StringIO()
root = logging.getLogger()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(message)s|%(funcName)s|%(module)s"))
root.addHandler(handler)
root.setLevel(logging.WARNING)


def flush():
    print(stream.getvalue(), end="")
    stream.seek(0)
    stream.truncate()


a, ab = logging.getLogger("a"), logging.getLogger("a.b")
a.setLevel(logging.DEBUG)
root.info("hidden")
root.warning("shown %s %d", "text", 5)
ab.debug("child %(k)s", {"k": "v"})
ab.log(25, "odd level")
ab.propagate = False
ab.warning("goes nowhere visible", exc_info=False) if False else None
ab.propagate = True
flush()


class Only(logging.Filter):
    def filter(self, record):
        record.extra = record.getMessage().upper()
        return "skip" not in record.msg


handler.addFilter(Only())
handler.setFormatter(logging.Formatter("{levelno} {extra} {threadName} {args}", style="{"))
root.error("kept %s", 1)
root.error("skip me")
flush()
handler.setFormatter(logging.Formatter("$message [$who]", style="$", defaults={"who": "nobody"}))
root.critical("dollars", extra={"who": "ann"})
root.critical("defaulted")
flush()
handler.setFormatter(logging.Formatter("%(message)s"))
try:
    1 / 0
except ZeroDivisionError:
    root.exception("failed")
    root.error("quiet", exc_info=None)
text = stream.getvalue()
print(text.splitlines()[0], text.splitlines()[1], text.splitlines()[-2:])
stream.seek(0)
stream.truncate()


class Collect(logging.Handler):
    def __init__(self, level=0):
        super().__init__(level)
        self.records = []

    def emit(self, record):
        self.records.append(record)


collect = Collect(logging.ERROR)
a.addHandler(collect)
a.info("low")
a.error("high %s", (1, 2))
flush()
print([(r.levelname, r.getMessage(), r.lineno > 50, r.args) for r in collect.records], a.getEffectiveLevel(), ab.getEffectiveLevel(), ab.isEnabledFor(10), a.hasHandlers(), ab.parent is a, a.handlers == [collect], repr(ab), repr(collect))
memory = logging.handlers.MemoryHandler(3, flushLevel=logging.ERROR, target=collect)
quiet = logging.getLogger("quiet")
quiet.propagate = False
quiet.addHandler(memory)
quiet.setLevel(1)
for n in range(4):
    quiet.info("n%d", n)
print(len(memory.buffer), [r.getMessage() for r in collect.records][1:])
logging.addLevelName(15, "TRACE")
print(logging.getLevelName(15), logging.getLevelName("TRACE"), logging.getLevelName(33), logging.getLevelNamesMapping()["WARN"])
logging.config.dictConfig({"version": 1, "formatters": {"f": {"format": "cfg %(message)s"}}, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "f", "stream": sys.stdout}}, "loggers": {"cfg": {"handlers": ["h"], "level": "INFO", "propagate": False}}, "disable_existing_loggers": False})
logging.getLogger("cfg").info("configured")
adapter = logging.LoggerAdapter(logging.getLogger("cfg"), {"user": "u"})
adapter.process = lambda msg, kwargs: (f"[u] {msg}", kwargs)
adapter.warning("adapted")
logging.disable(logging.CRITICAL)
root.critical("disabled")
logging.disable(logging.NOTSET)
flush()
for wrong in [lambda: a.setLevel("NOPE"), lambda: logging.Formatter("%(x)s", style="?"), lambda: logging.Formatter("{bad", style="{"), lambda: logging.config.dictConfig({})]:
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
root.error("bad args %d", "x") if False else None
print(logging.makeLogRecord({"msg": "made %s", "args": ("x",)}).getMessage(), logging.getLogger("a.b.c.d").parent is ab, sorted(n for n in root.manager.loggerDict if n[0] == "a"))
