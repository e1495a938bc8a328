/**
 * The calendar of `time`: broken-down times, and their formats in the C locale.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { getState, setStateOwned } from "./state.ts";
import { defineStructSequence, newStructSequence, type StructSequence } from "./struct_sequence.ts";
import { momentOf, type Zone, zoneFor, type ZoneTime } from "./time_zone.ts";

/** `time.struct_time`. */
export const STRUCT_TIME: StructSequence = defineStructSequence({
  name: "time.struct_time",
  fields: [
    "tm_year",
    "tm_mon",
    "tm_mday",
    "tm_hour",
    "tm_min",
    "tm_sec",
    "tm_wday",
    "tm_yday",
    "tm_isdst",
    "tm_zone",
    "tm_gmtoff",
  ],
  items: 9,
  doc:
    "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().",
});

/** A moment as people write it. Months and days of the year from 1, weekdays from 0 for Monday. */
export interface BrokenTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearDay: number;
  /** 1 while clocks are put forward, 0 while not, -1 unknown. */
  readonly summer: number;
  /** Name of the time zone, "" where it isn't known. */
  readonly zone: string;
  /** Seconds east of UTC. */
  readonly offset: number;
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Milliseconds of a calendar date in UTC; years below 100 are what they say. */
function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  return date.getTime();
}

/** Where what TZ was when `time.tzset` last looked is kept: a str, or None. */
const VARIABLE = "TZ";
/** The zone that this Worker read last, and for which value of TZ. */
let known: { readonly variable: string | undefined; readonly zone: Zone } | null = null;

/** Has the program's local time follow the variable TZ, as it is now; false with MemoryError set. */
export function setLocalZone(vm: Vm): boolean {
  const variable = vm.host.environment()[VARIABLE];
  return setStateOwned(vm, VARIABLE, variable === undefined ? NONE : vm.newStr(variable));
}

/** The program's local time. */
export function localZone(vm: Vm): Zone {
  const kept = getState(vm, VARIABLE), variable = kept === 0 || kept === NONE ? undefined : vm.js(kept);
  if (known === null || known.variable !== variable) {
    const read = (path: string) => {
      const bytes = vm.host.readFile(path);
      return bytes instanceof Uint8Array ? bytes : null;
    };
    known = { variable, zone: zoneFor(variable, read) };
  }
  return known.zone;
}

/** What clocks show in winter and in summer, of this year, where it is one or the other. */
export function winterAndSummer(vm: Vm): readonly [ZoneTime, ZoneTime] {
  const zone = localZone(vm), start = utc(new Date(vm.host.now() * 1000).getUTCFullYear(), 1, 1) / 1000;
  const january = zone(start), july = zone(start + 182 * 86400);
  // In the south it is the other way round.
  return january.offset <= july.offset ? [january, july] : [july, january];
}

/** A moment, in seconds since the epoch, by the clocks of a zone. */
export function brokenTime(seconds: number, zone: Zone): BrokenTime {
  const whole = Math.floor(seconds), { offset, summer, name } = zone(whole);
  const date = new Date((whole + offset) * 1000);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: (date.getUTCDay() + 6) % 7,
    yearDay: Math.round((utc(year, date.getUTCMonth() + 1, date.getUTCDate()) - utc(year, 1, 1)) / 86400000) +
      1,
    summer: summer ? 1 : 0,
    zone: name,
    offset,
  };
}

/** Seconds since the epoch of a time by the clocks of a zone; fields may be out of their ranges. */
export function localMoment(
  { year, month, day, hour, minute, second, summer }: BrokenTime,
  zone: Zone,
): number {
  const shown = utc(year, month, day, hour, minute, second) / 1000;
  return momentOf(zone, shown, summer < 0 ? null : summer > 0);
}

/** `struct_time` of a broken-down time. */
export function newStructTime(vm: Vm, time: BrokenTime): Value {
  const numbers = [
    time.year,
    time.month,
    time.day,
    time.hour,
    time.minute,
    time.second,
    time.weekday,
    time.yearDay,
    time.summer,
  ];
  return newStructSequence(vm, STRUCT_TIME, [
    ...numbers.map((number) => vm.newInt(number)),
    vm.newStr(time.zone),
    vm.newInt(time.offset),
  ]);
}

/** Smallest and largest of the fields that formats look up, and what is said of others. */
const RANGES: readonly (readonly [least: number, most: number, message: string])[] = [
  [1, 12, "month out of range"],
  [1, 31, "day of month out of range"],
  [0, 23, "hour out of range"],
  [0, 59, "minute out of range"],
  [0, 61, "seconds out of range"],
  [0, 6, "day of week out of range"],
  [1, 366, "day of year out of range"],
];

const INT_MAX = 2 ** 31 - 1, INT_MIN = -(2 ** 31), FIRST_YEAR = 1900;

/** Whether fields fit C's ints, and the year does as the years since 1900 that C counts; OverflowError otherwise. */
function areInts(vm: Vm, numbers: readonly number[]): boolean {
  const wrong = numbers.find((number) => number > INT_MAX || number < INT_MIN);
  const message = wrong !== undefined
    ? `signed integer is ${wrong > 0 ? "greater than maximum" : "less than minimum"}`
    : numbers[0] < INT_MIN + FIRST_YEAR
    ? "year out of range"
    : "";
  return message === "" || vm.raise("OverflowError", message) !== 0;
}

/**
 * Reads a `struct_time` or a tuple of nine ints.
 *
 * @param caller The function that was called, for its message.
 * @param checked Whether fields must be in their ranges, as formats need it; 0 is taken for 1 where fields begin at 1.
 * @returns Null with TypeError, ValueError or OverflowError set.
 */
export function fromStructTime(vm: Vm, value: Value, caller: string, checked = true): BrokenTime | null {
  if (!vm.isTuple(value)) {
    vm.raiseType("Tuple or struct_time argument required");
    return null;
  }
  if (vm.tupleLength(value) !== 9) {
    vm.raiseType(`${caller}(): illegal time tuple argument`);
    return null;
  }
  const numbers = vm.tupleItems(value).map((item) => vm.index(item));
  if (vm.failed() || !areInts(vm, numbers)) return null;
  const [year, month, day, hour, minute, second, weekday, yearDay, summer] = numbers;
  // As CPython: weekdays wrap around, and 0 is the first month and day.
  const fields = [
    checked ? month || 1 : month,
    checked ? day || 1 : day,
    hour,
    minute,
    second,
    checked && weekday >= -1 ? (weekday + 7) % 7 : weekday,
    checked ? yearDay || 1 : yearDay,
  ];
  if (checked) {
    const wrong = RANGES.find(([least, most], i) => fields[i] < least || fields[i] > most);
    if (wrong !== undefined) {
      vm.raiseValue(wrong[2]);
      return null;
    }
  }
  const zone = vm.shortTypeName(value) === "struct_time"
    ? vm.getAttrOptional(value, vm.intern("tm_zone"))
    : 0;
  const offset = zone === 0 ? 0 : vm.getAttrOptional(value, vm.intern("tm_gmtoff"));
  const time = {
    year,
    month: fields[0],
    day: fields[1],
    hour,
    minute,
    second,
    weekday: fields[5],
    yearDay: fields[6],
    summer: Math.sign(summer),
    zone: zone !== 0 && zone !== NONE ? vm.js(zone) : "",
    offset: offset !== 0 && offset !== NONE ? vm.number(offset) : 0,
  };
  vm.decref(zone);
  vm.decref(offset);
  // Of a plain tuple no more is known than whether it is summer, as in CPython.
  return zone !== 0 || summer < 0 ? time : { ...time, zone: winterAndSummer(vm)[summer > 0 ? 1 : 0].name };
}

function pad(value: number, width: number, fill = "0"): string {
  const digits = String(Math.abs(value)).padStart(value < 0 ? width - 1 : width, fill);
  return value < 0 ? `-${digits}` : digits;
}

/** Year and week of ISO 8601. */
function isoWeek(time: BrokenTime): [year: number, week: number] {
  const week = Math.floor((time.yearDay - time.weekday + 9) / 7);
  if (week < 1) {
    return isoWeek({ ...time, year: time.year - 1, yearDay: time.yearDay + yearDays(time.year - 1) });
  }
  if (week === 53 && time.yearDay - time.weekday + 3 > yearDays(time.year)) return [time.year + 1, 1];
  return [time.year, week];
}

function yearDays(year: number): number {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}

/** What a letter of a format stands for; undefined if it stands for nothing. */
function piece(letter: string, time: BrokenTime): string | undefined {
  const twelve = time.hour % 12 || 12;
  switch (letter) {
    case "a":
      return DAYS[time.weekday].slice(0, 3);
    case "A":
      return DAYS[time.weekday];
    case "b":
    case "h":
      return MONTHS[time.month - 1].slice(0, 3);
    case "B":
      return MONTHS[time.month - 1];
    case "c":
      return `${piece("a", time)} ${piece("b", time)} ${pad(time.day, 2, " ")} ${
        piece("T", time)
      } ${time.year}`;
    case "C":
      return pad(Math.floor(time.year / 100), 2);
    case "d":
      return pad(time.day, 2);
    case "D":
    case "x":
      return `${pad(time.month, 2)}/${pad(time.day, 2)}/${piece("y", time)}`;
    case "e":
      return pad(time.day, 2, " ");
    case "F":
      return `${time.year}-${pad(time.month, 2)}-${pad(time.day, 2)}`;
    case "g":
      return pad(isoWeek(time)[0] % 100, 2);
    case "G":
      return String(isoWeek(time)[0]);
    case "H":
      return pad(time.hour, 2);
    case "I":
      return pad(twelve, 2);
    case "j":
      return pad(time.yearDay, 3);
    case "k":
      return pad(time.hour, 2, " ");
    case "l":
      return pad(twelve, 2, " ");
    case "m":
      return pad(time.month, 2);
    case "M":
      return pad(time.minute, 2);
    case "n":
      return "\n";
    case "p":
      return time.hour < 12 ? "AM" : "PM";
    case "P":
      return time.hour < 12 ? "am" : "pm";
    case "r":
      return `${pad(twelve, 2)}:${pad(time.minute, 2)}:${pad(time.second, 2)} ${piece("p", time)}`;
    case "R":
      return `${pad(time.hour, 2)}:${pad(time.minute, 2)}`;
    case "S":
      return pad(time.second, 2);
    case "t":
      return "\t";
    case "T":
    case "X":
      return `${pad(time.hour, 2)}:${pad(time.minute, 2)}:${pad(time.second, 2)}`;
    case "u":
      return String(time.weekday + 1);
    case "U":
      return pad(Math.floor((time.yearDay + 6 - ((time.weekday + 1) % 7)) / 7), 2);
    case "V":
      return pad(isoWeek(time)[1], 2);
    case "w":
      return String((time.weekday + 1) % 7);
    case "W":
      return pad(Math.floor((time.yearDay + 6 - time.weekday) / 7), 2);
    case "y":
      return pad(((time.year % 100) + 100) % 100, 2);
    case "Y":
      return String(time.year);
    case "z": {
      if (time.summer < 0) return "";
      const minutes = Math.abs(time.offset) / 60;
      return `${time.offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60), 2)}${
        pad(Math.floor(minutes % 60), 2)
      }`;
    }
    case "Z":
      return time.zone;
    case "%":
      return "%";
  }
}

/**
 * `strftime`: as glibc's, with its flags `-` (no padding), `_` (spaces), `0` and `^` (upper case).
 *
 * @param zone Where the time is taken to be from for `%s`, the seconds since the epoch.
 */
export function strftime(format: string, time: BrokenTime, zone: Zone): string {
  return format.replace(/%([-_0^#]?)[EO]?([A-Za-z%])/g, (whole, flag: string, letter: string) => {
    const text = letter === "s" ? String(localMoment(time, zone)) : piece(letter, time);
    if (text === undefined) return whole;
    switch (flag) {
      case "-":
        return text.replace(/^[0 ]+(?=\w)/, "");
      case "_":
        return text.replace(/^0+(?=\w)/, (zeros) => " ".repeat(zeros.length));
      case "0":
        return text.replace(/^ +/, (spaces) => "0".repeat(spaces.length));
      case "^":
        return text.toUpperCase();
      case "#":
        return letter === "p" ? text.toLowerCase() : text.toUpperCase();
    }
    return text;
  });
}

/** `asctime`: `Sun Jun 20 23:21:05 1993`. */
export function asctime(time: BrokenTime): string {
  return `${piece("a", time)} ${piece("b", time)} ${pad(time.day, 2, " ")} ${piece("T", time)} ${time.year}`;
}
