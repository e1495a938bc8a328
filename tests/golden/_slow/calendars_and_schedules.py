"""Calendars by hand and from the module; recurring events; ages; business days; overlapping bookings."""
import calendar
from bisect import insort
from datetime import date, datetime, time, timedelta
from itertools import count, islice, pairwise, takewhile

print(calendar.month(2024, 2), calendar.TextCalendar(6).formatmonth(2023, 10, w=3), sep="\n")
print(calendar.isleap(1900), calendar.leapdays(1900, 2001), calendar.monthrange(2024, 2)[1], calendar.weekday(2000, 1, 1), calendar.monthcalendar(2021, 2), calendar.timegm((1970, 1, 2, 0, 0, 1)), list(calendar.day_abbr), calendar.month_name[5], calendar.firstweekday())
c = calendar.Calendar(firstweekday=6)
print(list(c.itermonthdays2(2024, 9))[:8], [str(d) for d in c.itermonthdates(2024, 9)][:3], list(c.iterweekdays()), len(c.yeardatescalendar(2024, 4)))
print(calendar.HTMLCalendar().formatmonth(2024, 2)[:120])


def easter(year):
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


print([easter(y).isoformat() for y in (1961, 2000, 2024, 2038)])


def monthly(start):
    for n in count():
        year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
        last = calendar.monthrange(year, month + 1)[1]
        yield date(year, month + 1, min(start.day, last))


print([d.strftime("%m/%d") for d in islice(monthly(date(2023, 10, 31)), 6)])


def nth_weekday(year, month, weekday, n):
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[n]


print(nth_weekday(2024, 11, 3, 3), nth_weekday(2024, 5, 0, -1))


def business(start, days, holidays=frozenset()):
    step = timedelta(1 if days > 0 else -1)
    while days:
        start += step
        if start.weekday() < 5 and start not in holidays:
            days -= step.days
    return start


print(business(date(2024, 12, 23), 3, {date(2024, 12, 25), date(2024, 12, 26)}), business(date(2024, 1, 1), -1))


def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


print([age(date(2000, 2, 29), d) for d in (date(2024, 2, 28), date(2024, 2, 29), date(2023, 3, 1))])


class Room:
    def __init__(self):
        self.bookings = []

    def book(self, start, minutes, who):
        end = start + timedelta(minutes=minutes)
        for s, e, other in self.bookings:
            if s < end and start < e:
                raise ValueError(f"{who} collides with {other} from {max(s, start):%H:%M} to {min(e, end):%H:%M}")
        insort(self.bookings, (start, end, who))

    def free(self, day):
        edges = [(None, datetime.combine(day, time(9)), None), *self.bookings, (datetime.combine(day, time(17)), None, None)]
        return [(f"{a[1]:%H:%M}", f"{b[0]:%H:%M}") for a, b in pairwise(edges) if a[1] < b[0]]


room, day = Room(), datetime(2024, 5, 6)
for hour, minutes, who in [(10, 60, "ann"), (13.5, 90, "bob"), (11, 30, "cy"), (9, 60, "di"), (14, 15, "ed"), (10.5, 45, "flo")]:
    try:
        room.book(day + timedelta(hours=hour), minutes, who)
    except ValueError as error:
        print(error)
print([who for *_, who in room.bookings], room.free(day.date()))
fridays = takewhile(lambda d: d.year == 2026, (date(2026, 1, 13) + timedelta(n) for n in count()))
print([str(d) for d in fridays if d.day == 13 and d.weekday() == 4])
