"""Reads web server logs in the common format and reports what happened: hosts, pages, errors, slow hours.

    log_analyser.py access.log ...      analyse files, .gz ones too
    log_analyser.py --sample 20000      analyse a log made up from a seed
"""
import argparse
import gzip
import io
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

LINE = re.compile(
    r'(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<time>[^]]+)\] '
    r'"(?P<method>[A-Z]+) (?P<path>\S+)(?: HTTP/[\d.]+)?" (?P<status>\d{3}) (?P<size>\d+|-)'
)
TIME_FORMAT = "%d/%b/%Y:%H:%M:%S %z"


@dataclass(slots=True)
class Request:
    host: str
    time: datetime
    method: str
    path: str
    status: int
    size: int

    @classmethod
    def parse(cls, line: str) -> "Request | None":
        match = LINE.match(line)
        if match is None:
            return None
        return cls(
            host=match["host"],
            time=datetime.strptime(match["time"], TIME_FORMAT),
            method=match["method"],
            path=match["path"].partition("?")[0],
            status=int(match["status"]),
            size=0 if match["size"] == "-" else int(match["size"]),
        )


@dataclass
class Report:
    requests: int = 0
    bytes: int = 0
    unreadable: int = 0
    hosts: Counter = field(default_factory=Counter)
    pages: Counter = field(default_factory=Counter)
    statuses: Counter = field(default_factory=Counter)
    errors: defaultdict = field(default_factory=lambda: defaultdict(Counter))
    hours: Counter = field(default_factory=Counter)

    def add(self, line: str) -> None:
        request = Request.parse(line)
        if request is None:
            self.unreadable += 1
            return
        self.requests += 1
        self.bytes += request.size
        self.hosts[request.host] += 1
        self.pages[request.path] += 1
        self.statuses[request.status] += 1
        self.hours[request.time.hour] += 1
        if request.status >= 400:
            self.errors[request.status][request.path] += 1

    def show(self, top: int) -> None:
        print(f"{self.requests:,} requests, {self.bytes / 1e6:,.1f} MB, {self.unreadable} unreadable lines")
        for title, counts in ("hosts", self.hosts), ("pages", self.pages):
            print(f"\n{title}")
            for name, count in counts.most_common(top):
                print(f"  {count:>7,}  {name}")
        print("\nstatus")
        for status, count in sorted(self.statuses.items()):
            worst = self.errors[status].most_common(1)
            note = f"   most: {worst[0][0]}" if worst else ""
            print(f"  {status}  {count:>7,}  {count / self.requests:6.1%}{note}")
        print("\nhour")
        most = max(self.hours.values(), default=1)
        for hour in range(24):
            count = self.hours[hour]
            print(f"  {hour:02}  {count:>7,}  {'#' * round(40 * count / most)}".rstrip())


def sample(lines: int, seed: int = 7):
    """A made-up log: a few hosts and pages get most requests."""
    chance = random.Random(seed)
    pages = [f"/{section}/{page}" for section in ("news", "shop", "docs") for page in range(40)]
    time = datetime(2026, 3, 1, tzinfo=timezone.utc)
    for number in range(lines):
        time += timedelta(seconds=chance.expovariate(1 / 4))
        host = f"10.0.{int(chance.paretovariate(1.2)) % 8}.{int(chance.paretovariate(0.8)) % 250}"
        page = pages[int(chance.betavariate(1, 4) * len(pages))]
        status = chance.choices((200, 304, 404, 500), (90, 6, 3, 1))[0]
        size = "-" if status == 304 else chance.randrange(200, 60_000)
        if number % 5000 == 4999:
            yield "this line is broken\n"
        yield f'{host} - - [{time.strftime(TIME_FORMAT)}] "GET {page}?s={number} HTTP/1.1" {status} {size}\n'


def read(path: Path):
    opened = gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")
    with opened as raw:
        yield from io.TextIOWrapper(raw, encoding="utf-8", errors="replace")


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, metavar="LINES", help="analyse a log that is made up")
    parser.add_argument("--top", type=int, default=5, help="hosts and pages to list (default 5)")
    options = parser.parse_args(argv)
    if not options.files and options.sample is None:
        parser.error("name a file, or use --sample")
    report = Report()
    for path in options.files:
        try:
            for line in read(path):
                report.add(line)
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            return 1
    for line in sample(options.sample or 0):
        report.add(line)
    report.show(options.top)
    return 0


if __name__ == "__main__":
    sys.exit(main())
