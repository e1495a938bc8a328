# python3.14
"""time: strftime and strptime over a table of dates, struct_time, and what they refuse."""
import time


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for stamp in (0, 1, 86399, 951782400, 1709164800, -1, -86400 * 365, 2**31, 4102444799, 1e9 + 0.75):
    t = time.gmtime(stamp)
    print(stamp, tuple(t), time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %W %w %u %G-%V %y %I %p %e %C %D %T %R %h %%", t))
t = time.struct_time((2024, 2, 29, 13, 5, 9, 3, 60, 0))
print(t, t.tm_yday, t[:3], t == (2024, 2, 29, 13, 5, 9, 3, 60, 0), time.asctime(t), time.strftime("%c|%x|%X|%n%t", t), len(t), t.n_fields, t.n_sequence_fields, t.tm_zone, t.tm_gmtoff)
for text, form in (("2024-02-29", "%Y-%m-%d"), ("29 Feb 24 1:05 PM", "%d %b %y %I:%M %p"), ("Thursday 060 2024", "%A %j %Y"), ("2024 8 4", "%Y %U %w"), ("2024-W09-4", "%G-W%V-%u"), ("69 68", "%y %S"), ("12:30:61", "%H:%M:%S"), ("+0530", "%z"), ("UTC", "%Z"), ("Feb%", "%b%%")):
    attempt(lambda: tuple(time.strptime(text, form)))
for text, form in (("x", "%Y"), ("2024-13", "%Y-%m"), ("5", "%Q"), ("5", "%"), ("2024 1", "%G %u"), ("", "%H")):
    attempt(lambda: time.strptime(text, form))
for make in (lambda: time.mktime((1,)), lambda: time.mktime("x"), lambda: time.gmtime("x"), lambda: time.gmtime(1e30), lambda: time.gmtime(float("nan")), lambda: time.asctime((2024, 13, 1, 0, 0, 0, 0, 0, 0)), lambda: time.strftime(5), lambda: time.strftime("%Y", (1, 2)), lambda: time.strftime("%d", (2024, 1, 32, 0, 0, 0, 0, 1, 0)), lambda: time.strftime("%H", (2024, 1, 1, 24, 0, 0, 0, 1, 0)), lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.struct_time(5), lambda: time.struct_time((1, 2))):
    attempt(make)
print(time.strftime("é %Y ü", (33,) + (1,) * 8), repr(time.strftime("", t)), time.strftime("%Y", (-5,) + (1,) * 8), time.strftime("a\0b%d", (2000, 1, 7, 0, 0, 0, 0, 1, 0)) if 0 else "", time.monotonic() <= time.monotonic(), time.perf_counter_ns() > 0, time.get_clock_info("monotonic").monotonic)
