"""Every way through try, except, else, finally and with inside of hot loops."""


class Gate:
    def __init__(self, swallow=()):
        self.swallow, self.log = swallow, []

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append(kind.__name__ if kind else "out")
        return kind in self.swallow


def parse(texts):
    good, bad = [], 0
    for text in texts:
        try:
            value = int(text)
        except ValueError:
            bad += 1
            continue
        except TypeError as error:
            good.append(str(error)[:20])
        else:
            if value > 100:
                break
            good.append(value)
        finally:
            good.append("f")
    else:
        good.append("all")
    return good, bad


print(parse(["1", "x", "2", None, "3"]))
print(parse(["5", "101", "7"]))
print(parse(map(str, range(40)))[0][-3:])


def gates(values):
    gate, out = Gate((KeyError,)), []
    for value in values:
        with gate as g:
            if value == 3:
                raise KeyError(value)
            if value == 5:
                continue
            if value == 8:
                return out, gate.log
            out.append(value)
        out.append("after" if value != 3 else "swallowed")
    return out, gate.log


print(gates(range(10)))


def nested(n):
    depth = []
    for i in range(n):
        try:
            try:
                if i % 3 == 0:
                    raise ValueError(i)
                if i % 3 == 1:
                    [][i]
            except ValueError:
                if i % 2:
                    raise
                depth.append(("value", i))
            finally:
                depth.append(i)
        except (IndexError, ValueError) as error:
            depth.append(type(error).__name__)
            try:
                error
            finally:
                pass
    return depth


print(nested(12))


def search(rows, wanted):
    looked = 0
    try:
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                looked += 1
                if value == wanted:
                    return x, y
        raise LookupError(f"no {wanted} among {looked}")
    finally:
        print("looked", looked, end="; ")


rows = [[x * y for x in range(8)] for y in range(8)]
print(search(rows, 42))
try:
    search(rows, 43)
except LookupError as error:
    print(error)


def chain(n):
    errors = []
    for i in range(n):
        try:
            try:
                {}[i]
            except KeyError as error:
                raise RuntimeError("wrapped", i) from (error if i % 2 else None)
        except RuntimeError as error:
            errors.append((error.args, repr(error.__cause__), repr(error.__context__)))
    return errors


print(chain(5))
total = 0
for i in range(50):
    try:
        total += 100 // (i % 5)
    except ZeroDivisionError:
        total -= 1
print(total)
