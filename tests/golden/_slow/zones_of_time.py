import io
import pickle
from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

NAMES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "Europe/Dublin"]
for name in NAMES:
    zone = ZoneInfo(name)
    for year in 1916, 2024, 2050:
        for month, day, hour, minute in (1, 1, 0, 0), (3, 10, 2, 30), (3, 31, 2, 30), (10, 27, 2, 30), (11, 3, 1, 30):
            for fold in 0, 1:
                there = datetime(year, month, day, hour, minute, fold=fold, tzinfo=zone)
                print(name, there.isoformat(), there.tzname(), there.dst())
            here = datetime(year, month, day, hour, minute, tzinfo=timezone.utc).astimezone(zone)
            print("   ", here.isoformat(), here.fold)


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


zone = ZoneInfo("Europe/Berlin")
print(zone, repr(zone), zone.key, ZoneInfo("Europe/Berlin") is zone, ZoneInfo.no_cache("UTC") is ZoneInfo("UTC"))
print(attempt(lambda: ZoneInfo("../x")), attempt(lambda: ZoneInfo("/x")), attempt(lambda: zone.fromutc(3)))
print(attempt(lambda: zone.fromutc(datetime(2024, 1, 1))), attempt(lambda: ZoneInfo.from_file(io.BytesIO(b"xx"))))
print(zone.utcoffset(None), ZoneInfo("UTC").utcoffset(None), time(1, tzinfo=zone).utcoffset(), time(1, tzinfo=ZoneInfo("UTC")).tzname())
print(pickle.loads(pickle.dumps(zone)) is zone, pickle.loads(pickle.dumps(ZoneInfo.no_cache("UTC"))), datetime(2024, 7, 1, tzinfo=zone) - datetime(2024, 1, 1, tzinfo=ZoneInfo("UTC")))
