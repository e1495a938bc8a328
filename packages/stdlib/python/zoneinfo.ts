/**
 * `_zoneinfo`, written in Python: it is made of `datetime` objects throughout, and what it computes with lies in tables
 * that are made once for each zone.
 *
 * @module
 */

/** The module's source. */
export const ZONEINFO_SOURCE = `
import re
import weakref
from bisect import bisect_right
from collections import OrderedDict
from datetime import datetime, timedelta, tzinfo

EPOCH_DAY = 719163
STRONG = 8
ZERO = timedelta(0)


class _Kind:
    """A local time type: offset from UTC, part of it that is daylight saving, abbreviation."""

    __slots__ = ("seconds", "offset", "saving", "name")

    def __init__(self, seconds, saving, name):
        self.seconds = seconds
        self.offset = timedelta(seconds=seconds)
        self.saving = timedelta(seconds=saving)
        self.name = name


_NOTHING = _Kind(0, 0, None)
_NOTHING.offset = _NOTHING.saving = None


def _seconds_of(dt):
    return (dt.toordinal() - EPOCH_DAY) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second


class _Day:
    """When in a year the clocks change: a rule of a TZ string, as seconds since 1970 of the local clock."""

    def __init__(self, text, source):
        rule, _, clock = text.partition("/")
        self.time = _clock(clock, source, 167) if clock else 7200
        found = re.fullmatch(r"M(\\d\\d?)\\.(\\d)\\.(\\d)|J(\\d{1,3})|(\\d{1,3})", rule, re.ASCII)
        if found is None:
            raise ValueError(f"Invalid dst start/end date: {text}")
        month, week, day, julian, ordinal = found.groups()
        if month:
            self.month, self.week, self.day = int(month), int(week), int(day)
            if not 1 <= self.month <= 12:
                raise ValueError("Month must be in [1, 12]")
            if not 1 <= self.week <= 5:
                raise ValueError("Week must be in [1, 5]")
            if not 0 <= self.day <= 6:
                raise ValueError("Day must be in [0, 6]")
            self.at = self._by_week
        elif julian:
            self.day = int(julian)
            if not 1 <= self.day <= 365:
                raise ValueError(f"day must be in [1, 365], not: {self.day}")
            self.at = self._by_julian
        else:
            self.day = int(ordinal)
            if self.day > 365:
                raise ValueError(f"day must be in [0, 365], not: {self.day}")
            self.at = self._by_ordinal

    def _by_week(self, year):
        first = datetime(year, self.month, 1)
        last = (datetime(year + self.month // 12, self.month % 12 + 1, 1) - first).days
        day = (self.day - first.isoweekday()) % 7 + 1 + 7 * (self.week - 1)
        if day > last:
            day -= 7
        return (first.toordinal() + day - 1 - EPOCH_DAY) * 86400 + self.time

    def _by_julian(self, year):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        day = self.day - 1 + (leap and self.day > 59)
        return (datetime(year, 1, 1).toordinal() + day - EPOCH_DAY) * 86400 + self.time

    def _by_ordinal(self, year):
        return (datetime(year, 1, 1).toordinal() + self.day - EPOCH_DAY) * 86400 + self.time


def _clock(text, source, most):
    found = re.fullmatch(r"([+-])?(\\d{1,3})(?::(\\d{2})(?::(\\d{2}))?)?", text, re.ASCII)
    if found is None or int(found[2]) > most:
        raise ValueError(f"{source} is not a valid TZ string")
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60 + int(found[4] or 0)
    return -seconds if found[1] == "-" else seconds


class _Rule:
    """What holds after the last transition: standard time and, between two days of each year, daylight time."""

    def __init__(self, source):
        text, *days = source.split(",")
        found = re.fullmatch(
            r"([^<0-9:.+-]+|<[a-zA-Z0-9+-]+>)([+-]?\\d[\\d:]*)(?:([^<0-9:.+-]+|<[a-zA-Z0-9+-]+>)([+-]?\\d[\\d:]*)?)?",
            text,
            re.ASCII,
        )
        if found is None:
            raise ValueError(f"{source} is not a valid TZ string")
        name, offset, other, saving = found.groups()
        seconds = -_clock(offset, source, 24)
        self.standard = _Kind(seconds, 0, name.strip("<>"))
        self.daylight = None
        if other is None:
            if days:
                raise ValueError(f"Transition rule present without DST: {source}")
            return
        later = seconds + 3600 if saving is None else -_clock(saving, source, 24)
        self.daylight = _Kind(later, later - seconds, other.strip("<>"))
        if len(days) != 2:
            raise ValueError(f"Missing transition rules in {source}")
        self.start, self.end = (_Day(day, source) for day in days)

    def _utc_changes(self, year):
        return self.start.at(year) - self.standard.seconds, self.end.at(year) - self.daylight.seconds

    def _choose(self, seconds, start, end):
        inside = start <= seconds < end if start < end else not end <= seconds < start
        return self.daylight if inside else self.standard

    def at_local(self, seconds, year, fold):
        if self.daylight is None:
            return self.standard
        start, end = self._utc_changes(year)
        add = (min if fold else max)(self.standard.seconds, self.daylight.seconds)
        return self._choose(seconds, start + add, end + add)

    def at_utc(self, seconds, year):
        if self.daylight is None:
            return self.standard, 0
        start, end = self._utc_changes(year)
        gain = self.daylight.seconds - self.standard.seconds
        repeated = end if gain > 0 else start
        return self._choose(seconds, start, end), int(repeated <= seconds < repeated + abs(gain))


def _savings(order, offsets, daylight):
    """How much of each type's offset is daylight saving, as its neighbours in time tell."""
    savings = [0] * len(offsets)
    known = set()
    for step in (1, -1):
        places = range(1, len(order)) if step == 1 else range(len(order) - 2, -1, -1)
        for i in places:
            kind, other = order[i], order[i - step]
            if not daylight[kind] or kind in known or daylight[other]:
                continue
            saving = offsets[kind] - offsets[other]
            if saving:
                savings[kind] = saving
                known.add(kind)
    for kind, is_daylight in enumerate(daylight):
        if is_daylight and kind not in known:
            savings[kind] = 3600
    return savings


class ZoneInfo(tzinfo):
    """ZoneInfo(key): a time zone of the system's database."""

    _strong = OrderedDict()
    _weak = weakref.WeakValueDictionary()
    __module__ = "zoneinfo"

    def __init_subclass__(cls):
        cls._strong = OrderedDict()
        cls._weak = weakref.WeakValueDictionary()

    def __new__(cls, key):
        zone = cls._weak.get(key)
        if zone is None:
            zone = cls._weak.setdefault(key, cls._load(key))
            zone._cached = True
        cls._strong[key] = cls._strong.pop(key, zone)
        if len(cls._strong) > STRONG:
            cls._strong.popitem(last=False)
        return zone

    @classmethod
    def no_cache(cls, key):
        """Get a new instance of ZoneInfo, bypassing the cache."""
        zone = cls._load(key)
        zone._cached = False
        return zone

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        """Create a ZoneInfo file from a file object."""
        zone = super().__new__(cls)
        zone._key = key
        zone._cached = False
        zone._read(file_obj)
        zone._source = repr(file_obj)
        return zone

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Clear the ZoneInfo cache."""
        if only_keys is None:
            cls._weak.clear()
            cls._strong.clear()
            return
        for key in only_keys:
            cls._weak.pop(key, None)
            cls._strong.pop(key, None)

    @classmethod
    def _load(cls, key):
        from zoneinfo import _common, _tzpath

        zone = super().__new__(cls)
        zone._key = key
        zone._source = None
        path = _tzpath.find_tzfile(key)
        if path is None:
            file = _common.load_tzdata(key)
        else:
            file = open(path, "rb")
        with file:
            zone._read(file)
        return zone

    def _read(self, file):
        from zoneinfo import _common

        order, changes, offsets, daylight, names, rule = _common.load_data(file)
        savings = _savings(order, offsets, daylight)
        kinds = [_Kind(*parts) for parts in zip(offsets, savings, names)]
        standard = [kind for kind, is_daylight in zip(kinds, daylight) if not is_daylight]
        self._before = (standard or kinds or [_NOTHING])[0]
        self._changes = list(changes)
        self._kinds = [kinds[i] for i in order]
        self._local = [], []
        before = self._before
        for at, kind in zip(changes, self._kinds):
            low, high = sorted((before.seconds or 0, kind.seconds))
            self._local[0].append(at + high)
            self._local[1].append(at + low)
            before = kind
        if rule:
            self._rule = _Rule(rule.decode())
        elif self._kinds or kinds:
            self._rule = None
            self._last = self._kinds[-1] if self._kinds else kinds[0]
        else:
            raise ValueError("No time zone information found.")

    def _find(self, dt):
        if dt is None:
            if self._changes or (self._rule is not None and self._rule.daylight is not None):
                return _NOTHING
            return self._last if self._rule is None else self._rule.standard
        seconds = _seconds_of(dt)
        local = self._local[dt.fold]
        if local and seconds < local[0]:
            return self._before
        if not local or seconds > local[-1]:
            if self._rule is None:
                return self._last
            return self._rule.at_local(seconds, dt.year, dt.fold)
        return self._kinds[bisect_right(local, seconds) - 1]

    def utcoffset(self, dt, /):
        """Retrieve a timedelta representing the UTC offset in a zone at the given datetime."""
        return self._find(dt).offset

    def dst(self, dt, /):
        """Retrieve a timedelta representing the amount of DST applied in a zone at the given datetime."""
        return self._find(dt).saving

    def tzname(self, dt, /):
        """Retrieve a string containing the abbreviation for the time zone that applies in a zone at a given datetime."""
        return self._find(dt).name

    def fromutc(self, dt, /):
        """Given a datetime with local time in UTC, retrieve an adjusted datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        seconds = _seconds_of(dt)
        changes = self._changes
        fold = 0
        if changes and seconds < changes[0]:
            kind = self._before
        elif not changes or seconds > changes[-1]:
            if self._rule is None:
                kind = self._last
            else:
                kind, fold = self._rule.at_utc(seconds, dt.year)
        else:
            i = bisect_right(changes, seconds) - 1
            kind = self._kinds[i]
            before = self._kinds[i - 1] if i else self._before
            fold = int((before.seconds or 0) - kind.seconds > seconds - changes[i])
        return (dt + kind.offset).replace(fold=fold)

    @property
    def key(self):
        return self._key

    def __str__(self):
        return self._key if self._key is not None else repr(self)

    def __repr__(self):
        name = f"{self.__class__.__module__}.{self.__class__.__qualname__}"
        if self._key is not None:
            return f"{name}(key={self._key!r})"
        return f"{name}.from_file({self._source})"

    def __reduce__(self):
        if self._key is None:
            import pickle

            raise pickle.PicklingError("Cannot pickle a ZoneInfo file from a file stream.")
        return self.__class__._unpickle, (self._key, int(self._cached))

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)
`;
