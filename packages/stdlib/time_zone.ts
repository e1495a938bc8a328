/**
 * Time zones as the C library has them: files of the zone database (TZif, RFC 9636), and the rules that POSIX writes into
 * the variable TZ ("CET-1CEST,M3.5.0,M10.5.0/3").
 *
 * @module
 */

/** What clocks show at a moment. */
export interface ZoneTime {
  /** Seconds east of UTC. */
  readonly offset: number;
  /** Whether clocks are put forward. */
  readonly summer: boolean;
  /** As people abbreviate it: "CET". */
  readonly name: string;
}

/** A place's time, by seconds since the epoch. */
export type Zone = (seconds: number) => ZoneTime;

const UNIVERSAL: ZoneTime = { offset: 0, summer: false, name: "UTC" },
  GREENWICH = { ...UNIVERSAL, name: "GMT" };

/** Coordinated universal time. */
export const UTC: Zone = () => UNIVERSAL;
/** The same, by the name that `gmtime` gives it. */
export const GMT: Zone = () => GREENWICH;

const HOUR = 3600, DAY = 86400, HALF_A_YEAR = 182 * DAY, WEEK_DAYS = 7;

/** Seconds since the epoch at which a year begins in UTC. */
function yearStart(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1) / 1000;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

// -- POSIX rules

/** Seconds from the beginning of a year to when clocks change, by the clock before. */
type Change = (year: number) => number;

const NAME = String.raw`([A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)`;
const OFFSET = String.raw`([+-]?\d{1,3}(?::\d{1,2}){0,2})`;
const CHANGE = String.raw`,(J\d{1,3}|\d{1,3}|M\d{1,2}\.[1-5]\.[0-6])(?:/${OFFSET})?`;
const RULE = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?(?:${CHANGE}${CHANGE})?)?$`);
/** Where TZ names summer time and no days: those of the United States. */
const START = "M3.2.0", END = "M11.1.0";
/** Clocks change at two o'clock if nothing else is said. */
const TWO = "2";

/** Seconds of `[+-]h[:m[:s]]`. */
function secondsOf(text: string): number {
  const [hours, minutes = 0, seconds = 0] = text.replace(/^[+-]/, "").split(":").map(Number);
  return (text.startsWith("-") ? -1 : 1) * (hours * HOUR + minutes * 60 + seconds);
}

/** Days from the first of January. */
function dayOf(rule: string, year: number): number {
  if (rule.startsWith("J")) {
    const day = Number(rule.slice(1));
    return day - 1 + (isLeap(year) && day >= 60 ? 1 : 0);
  }
  if (!rule.startsWith("M")) return Number(rule);
  const [month, week, weekday] = rule.slice(1).split(".").map(Number);
  const start = new Date(0), next = new Date(0);
  start.setUTCFullYear(year, month - 1, 1);
  next.setUTCFullYear(year, month, 1);
  const first = (weekday - start.getUTCDay() + WEEK_DAYS) % WEEK_DAYS;
  const length = (next.getTime() - start.getTime()) / (DAY * 1000);
  // The fifth is the last.
  let day = first + (week - 1) * WEEK_DAYS;
  while (day >= length) day -= WEEK_DAYS;
  return Math.round(start.getTime() / 1000 - yearStart(year)) / DAY + day;
}

function changeOf(rule: string, time: string): Change {
  return (year) => dayOf(rule, year) * DAY + secondsOf(time);
}

/** The zone of a rule as POSIX writes them; null if it is none. */
export function zoneOfRule(rule: string): Zone | null {
  const found = RULE.exec(rule);
  if (found === null) return null;
  const [, name, west, summerName, summerWest, start, startTime, end, endTime] = found;
  const bare = (text: string) => text.replace(/^<|>$/g, "");
  const winter: ZoneTime = { offset: -secondsOf(west) || 0, summer: false, name: bare(name) };
  if (summerName === undefined) return () => winter;
  const summer: ZoneTime = {
    offset: summerWest === undefined ? winter.offset + HOUR : -secondsOf(summerWest) || 0,
    summer: true,
    name: bare(summerName),
  };
  const starts = changeOf(start ?? START, startTime ?? TWO), ends = changeOf(end ?? END, endTime ?? TWO);
  return (seconds) => {
    const year = new Date((seconds + winter.offset) * 1000).getUTCFullYear(), first = yearStart(year);
    const from = first + starts(year) - winter.offset, to = first + ends(year) - summer.offset;
    const isSummer = from < to ? seconds >= from && seconds < to : !(seconds >= to && seconds < from);
    return isSummer ? summer : winter;
  };
}

// -- files

const MAGIC = 0x545a6966, HEADER_BYTES = 44, COUNTS_AT = 20, TYPE_BYTES = 6;

interface Counts {
  readonly utc: number;
  readonly standard: number;
  readonly leaps: number;
  readonly times: number;
  readonly types: number;
  readonly chars: number;
}

function countsAt(view: DataView, at: number): Counts {
  const [utc, standard, leaps, times, types, chars] = Array.from(
    { length: 6 },
    (_, i) => view.getUint32(at + COUNTS_AT + 4 * i),
  );
  return { utc, standard, leaps, times, types, chars };
}

/** Bytes behind a header, with times of so many bytes. */
function bodyBytes({ utc, standard, leaps, times, types, chars }: Counts, timeBytes: 4 | 8): number {
  return times * (timeBytes + 1) + types * TYPE_BYTES + chars + leaps * (timeBytes + 4) + standard + utc;
}

/** The zone of a file's bytes; null if they are none. */
export function zoneOfFile(bytes: Uint8Array): Zone | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readFile(bytes, view);
  } catch (error) {
    // Cut off in the middle.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readFile(bytes: Uint8Array, view: DataView): Zone | null {
  if (view.getUint32(0) !== MAGIC) return null;
  const isLong = bytes[4] >= 0x32, timeBytes = isLong ? 8 : 4;
  // Later versions have all of it once more, with longer times, and a rule for what comes behind the last.
  const start = isLong ? HEADER_BYTES + bodyBytes(countsAt(view, 0), 4) : 0;
  const counts = countsAt(view, start), first = start + HEADER_BYTES;
  const kinds = first + counts.times * timeBytes, types = kinds + counts.times;
  const chars = types + counts.types * TYPE_BYTES;
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  const times = Array.from(
    { length: counts.times },
    (_, i) => isLong ? Number(view.getBigInt64(first + 8 * i)) : view.getInt32(first + 4 * i),
  );
  const all = Array.from({ length: counts.types }, (_, i): ZoneTime => {
    const at = types + TYPE_BYTES * i, name = chars + view.getUint8(at + 5);
    return {
      offset: view.getInt32(at),
      summer: bytes[at + 4] !== 0,
      name: text(name, bytes.indexOf(0, name)),
    };
  });
  if (all.length === 0) return null;
  const footer = start + HEADER_BYTES + bodyBytes(counts, timeBytes);
  const rule = isLong ? zoneOfRule(text(footer + 1, bytes.indexOf(0x0a, footer + 1))) : null;
  return (seconds) => {
    if (times.length === 0 || seconds >= times[times.length - 1]) {
      return rule?.(seconds) ?? all[times.length === 0 ? 0 : bytes[kinds + times.length - 1]];
    }
    let low = 0, high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle] <= seconds) low = middle + 1;
      else high = middle;
    }
    return all[low === 0 ? 0 : bytes[kinds + low - 1]];
  };
}

// -- which one

const LOCAL_FILE = "/etc/localtime", FOLDER = "/usr/share/zoneinfo";

/**
 * The zone that the variable TZ asks for, as the C library reads it: a file of the database, or a rule; the machine's
 * own where there is no such variable; UTC where nothing of that is to be found.
 *
 * @param read Bytes of a file, or null.
 */
export function zoneFor(variable: string | undefined, read: (path: string) => Uint8Array | null): Zone {
  const fromFile = (path: string): Zone | null => {
    const bytes = read(path);
    return bytes === null ? null : zoneOfFile(bytes);
  };
  if (variable === undefined) return fromFile(LOCAL_FILE) ?? UTC;
  const name = variable.replace(/^:/, "");
  if (name === "") return UTC;
  const zone = fromFile(name.startsWith("/") ? name : `${FOLDER}/${name}`) ?? zoneOfRule(name);
  if (zone !== null) return zone;
  // What is neither is a name for UTC.
  const shown = { ...UNIVERSAL, name: /^[A-Za-z]{3,}/.exec(name)?.[0] ?? UNIVERSAL.name };
  return () => shown;
}

/**
 * The moment at which clocks show a time.
 *
 * @param shown Seconds since the epoch of that time, read as UTC.
 * @param summer What is said about summer time, for times that clocks show twice or never; null if nothing: then winter time.
 */
export function momentOf(zone: Zone, shown: number, summer: boolean | null): number {
  const near = [zone(shown - DAY), zone(shown + DAY)];
  const fitting = near.filter(({ offset }) => zone(shown - offset).offset === offset);
  // Half a year away there is what is said, where it is not what clocks show that day.
  if (summer === null && fitting.length > 1 && fitting[0].summer) fitting.reverse();
  const kinds = [...fitting, ...near, zone(shown - HALF_A_YEAR), zone(shown + HALF_A_YEAR)];
  const said = kinds.find((kind) => summer === null || kind.summer === summer);
  // Where clocks are never put forward, the C library takes them to be by an hour.
  return shown - (said?.offset ?? kinds[0].offset + (summer ? HOUR : -HOUR));
}
