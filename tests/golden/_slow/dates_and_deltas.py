"""Dates, times, deltas: arithmetic, comparison, formatting, parsing, replacement, ranges and errors."""
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone

d = date(2024, 2, 29)
print(d, repr(d), d + timedelta(365), d - timedelta(days=1), d - date(2023, 3, 1), d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d.toordinal(), d.timetuple()[:8], d.replace(year=2023, day=28), d.ctime())
print(date.fromordinal(1), date.fromisocalendar(2020, 53, 7), date.fromisoformat("1999-12-31"), date.min, date.max, date.resolution, date(2024, 1, 31) + timedelta(weeks=5), sorted([date(2024, 3, 1), d, date(1999, 1, 1)]))
t = time(13, 5, 9, 1234)
print(t, repr(t), t.replace(hour=0), t.isoformat("minutes"), t.isoformat("milliseconds"), time.fromisoformat("04:05:06.789"), time.max, bool(time(0)), t < time(13, 5, 10), f"{t:%I:%M %p}", time(1, tzinfo=timezone.utc))
dt = datetime(2024, 12, 31, 23, 59, 59, 999999)
print(dt, repr(dt), dt + timedelta(microseconds=1), dt.date(), dt.time(), datetime.combine(d, t), dt.isoformat(" ", "seconds"), dt.timetuple().tm_yday, datetime.min, datetime.fromisoformat("2011-11-04T00:05:23+04:00"), dt.replace(microsecond=0, tzinfo=timezone(timedelta(hours=-5, minutes=-30))))
print(datetime(1970, 1, 2, tzinfo=timezone.utc).timestamp(), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(-1.5, timezone.utc), datetime.fromtimestamp(1e9, timezone.utc))
delta = timedelta(days=-1, seconds=3661, milliseconds=5)
print(delta, repr(delta), delta.total_seconds(), -delta, abs(delta), delta * 2.5, delta / 2, delta // timedelta(minutes=7), delta % timedelta(hours=1), divmod(timedelta(1), timedelta(hours=7)), timedelta(1) / timedelta(hours=5), timedelta(weeks=1, hours=1), timedelta.max, timedelta.min, timedelta.resolution)
print(timedelta(0.5), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(seconds=1e-7), sum([timedelta(hours=1)] * 30, timedelta()), bool(timedelta()), timedelta(1) == timedelta(hours=24), hash(timedelta(1)) == hash(timedelta(hours=24)), str(timedelta(days=100, hours=5)))
for spec in ["%Y-%m-%d %H:%M:%S.%f", "%a %A %b %B %d %j %U %W %w %y %I %p %%", "%c|%x|%X", "%G-W%V-%u", "%H%z|%Z", "plain é 日", "%e %D %F %T %R"]:
    print(spec, "->", dt.strftime(spec), "|", dt.replace(tzinfo=timezone(timedelta(hours=5, minutes=45), "NPT")).strftime(spec))
for text, spec in [("2024-02-29 05:06", "%Y-%m-%d %H:%M"), ("Mon, 05 Feb 2024 +0230", "%a, %d %b %Y %z"), ("12/31/99 11:59 PM", "%m/%d/%y %I:%M %p"), ("2024 366", "%Y %j"), ("05.123", "%S.%f"), ("2020 W10 3", "%G W%V %u"), ("UTC", "%Z")]:
    print(repr(text), datetime.strptime(text, spec))
zone = timezone(timedelta(hours=2))
aware = datetime(2024, 6, 1, 12, tzinfo=zone)
print(aware, aware.astimezone(timezone.utc), aware.utcoffset(), aware.tzname(), zone, repr(zone), timezone.utc, aware == datetime(2024, 6, 1, 10, tzinfo=timezone.utc), aware - datetime(2024, 6, 1, tzinfo=timezone.utc), timezone(timedelta(seconds=-90), "x"), repr(timezone.utc))
for wrong in ["date(2023, 2, 29)", "date(0, 1, 1)", "date(2024, 13, 1)", "time(24)", "datetime(1, 1, 1) - timedelta(1)", "date.max + timedelta(1)", "aware - dt", "aware < dt", "d < dt", "d + 1", "timedelta(10**10)", "date.fromisoformat('2024-2-1')", "datetime.strptime('x', '%Y')", "datetime.strptime('2024 1', '%Y')", "timezone(timedelta(hours=24))", "timedelta(1) / 0", "date('x', 1, 1)", "datetime(2024, 1, 1, fold=2)", "time.fromisoformat('25:00')"]:
    try:
        print(wrong, eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__)
print(aware == dt, aware != dt, d == dt, {d: 1}[date(2024, 2, 29)], hash(aware) == hash(aware.astimezone(timezone.utc)), MINYEAR, MAXYEAR, datetime(2024, 1, 1, fold=1).fold)


class Day(date):
    def __add__(self, other):
        return type(self).fromordinal(self.toordinal() + other)


print(repr(Day(2024, 1, 1) + 1), Day.fromisoformat("2024-05-05").__class__.__name__, Day(2024, 1, 1) - Day(2023, 1, 1))
start = date(2024, 1, 29)
print([f"{start + timedelta(n):%d%b}" for n in range(0, 35, 7)], [m for m in range(1, 13) if date(2024, m, 13).weekday() == 4], (date(2024, 12, 25) - start).days // 7)
