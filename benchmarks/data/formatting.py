"""Numbers and records turned into text: f-strings, %, format, and tables."""
import time


class Record:
    def __init__(self, key, name, price, stock):
        self.key = key
        self.name = name
        self.price = price
        self.stock = stock

    def __repr__(self):
        return f"Record({self.key!r}, {self.name!r}, {self.price:.2f})"

    def __format__(self, spec):
        return f"<{self.key:{spec}}>"


def table(records):
    lines = []
    for record in records:
        lines.append(f"{record.key:>6} {record.name:<12} {record.price:10.2f} {record.stock:5d}")
    return "\n".join(lines)


def percent(records):
    return ["%05d|%-10s|%8.3f|%x" % (r.key, r.name, r.price, r.stock) for r in records]


def methods(records):
    layout = "{0:>8}: {name} costs {price:.1f}, {1:,}"
    return [layout.format(r.key, r.stock * 1000, name=r.name, price=r.price) for r in records]


start = time.perf_counter()
records = [Record(k, f"name{k % 100}", k * 1.25, k % 17) for k in range(25_000)]
parts = [table(records), "\n".join(percent(records)), "\n".join(methods(records))]
parts.append(" ".join(f"{r:06}" for r in records))
parts.append(",".join(map(repr, records[:10_000])))
parts.append("".join(str(r.price) + ";" + hex(r.key) for r in records))
seconds = time.perf_counter() - start
print([len(part) for part in parts], parts[1][-30:], parts[2][:40])
print("seconds", seconds)
