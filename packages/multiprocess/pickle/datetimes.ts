/**
 * Values of Python's `datetime`, for what `Date` cannot hold: microseconds, times without a zone, other zones.
 *
 * @module
 */
import { type PyTuple, tuple } from "./values.ts";

/** A duration, normalised as Python has it. */
export class PyTimeDelta {
  /**
   * A duration of parts that are normalised already.
   *
   * @param days Days, may be negative.
   * @param seconds 0 to 86399.
   * @param microseconds 0 to 999999.
   */
  constructor(readonly days: number, readonly seconds = 0, readonly microseconds = 0) {}

  /** The whole duration in milliseconds. */
  get milliseconds(): number {
    return this.days * 86_400_000 + this.seconds * 1000 + this.microseconds / 1000;
  }
}

/** A fixed offset from UTC. */
export class PyTimeZone {
  /**
   * A zone at an offset.
   *
   * @param offset What is added to UTC.
   * @param name Its name, or `undefined` for the one made of the offset.
   */
  constructor(readonly offset: PyTimeDelta, readonly zoneName?: string) {}
}

/** `datetime.timezone.utc`, of which there is one. */
export const UTC: PyTimeZone = new PyTimeZone(new PyTimeDelta(0));

/** A date. */
export class PyDate {
  /**
   * A day of the Gregorian calendar.
   *
   * @param year 1 to 9999.
   * @param month 1 to 12.
   * @param day 1 to 31.
   */
  constructor(readonly year: number, readonly month: number, readonly day: number) {}

  /** The four bytes that Python pickles. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.of(this.year >> 8, this.year, this.month, this.day);
  }

  /** The date of those bytes. */
  static fromBytes(bytes: Uint8Array): PyDate {
    return new PyDate(bytes[0] << 8 | bytes[1], bytes[2], bytes[3]);
  }
}

/** A time of day. */
export class PyTime {
  /**
   * A time with its zone, if it has one.
   *
   * @param hour 0 to 23.
   * @param minute 0 to 59.
   * @param second 0 to 59.
   * @param microsecond 0 to 999999.
   * @param tzinfo Zone, or `null`; mostly a {@linkcode PyTimeZone}.
   * @param fold 1 for the second of two equal times when clocks go back.
   */
  constructor(
    readonly hour = 0,
    readonly minute = 0,
    readonly second = 0,
    readonly microsecond = 0,
    readonly tzinfo: unknown = null,
    readonly fold: 0 | 1 = 0,
  ) {}

  /** The six bytes that Python pickles; protocols below 4 lose the fold. */
  toBytes(protocol: number): Uint8Array<ArrayBuffer> {
    const us = this.microsecond;
    const hour = this.hour | (protocol > 3 && this.fold ? 0x80 : 0);
    return Uint8Array.of(hour, this.minute, this.second, us >> 16, us >> 8, us);
  }

  /** The time of those bytes. */
  static fromBytes(bytes: Uint8Array, tzinfo: unknown): PyTime {
    const us = bytes[3] << 16 | bytes[4] << 8 | bytes[5];
    return new PyTime(bytes[0] & 0x7f, bytes[1], bytes[2], us, tzinfo, bytes[0] & 0x80 ? 1 : 0);
  }
}

/** A date and time of day. */
export class PyDateTime {
  /**
   * A date and time with its zone, if it has one.
   *
   * @param year 1 to 9999.
   * @param month 1 to 12.
   * @param day 1 to 31.
   * @param hour 0 to 23.
   * @param minute 0 to 59.
   * @param second 0 to 59.
   * @param microsecond 0 to 999999.
   * @param tzinfo Zone, or `null` for local time of an unsaid place; mostly a {@linkcode PyTimeZone}.
   * @param fold 1 for the second of two equal times when clocks go back.
   */
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
    readonly hour = 0,
    readonly minute = 0,
    readonly second = 0,
    readonly microsecond = 0,
    readonly tzinfo: unknown = null,
    readonly fold: 0 | 1 = 0,
  ) {}

  /** The moment of a `Date`, in UTC. */
  static fromDate(date: Date): PyDateTime {
    return new PyDateTime(
      date.getUTCFullYear(),
      date.getUTCMonth() + 1,
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      date.getUTCMilliseconds() * 1000,
      UTC,
    );
  }

  /**
   * The moment as a `Date`, to the millisecond below.
   *
   * @param zone Offset to assume when there is no zone; UTC by default.
   */
  toDate(zone: PyTimeZone = UTC): Date {
    const date = new Date(0);
    date.setUTCFullYear(this.year, this.month - 1, this.day);
    date.setUTCHours(this.hour, this.minute, this.second, Math.floor(this.microsecond / 1000));
    const offset = (this.tzinfo instanceof PyTimeZone ? this.tzinfo : zone).offset.milliseconds;
    return new Date(date.getTime() - offset);
  }

  /** The ten bytes that Python pickles; protocols below 4 lose the fold. */
  toBytes(protocol: number): Uint8Array<ArrayBuffer> {
    const us = this.microsecond;
    const month = this.month | (protocol > 3 && this.fold ? 0x80 : 0);
    const time = [this.hour, this.minute, this.second, us >> 16, us >> 8, us];
    return Uint8Array.of(this.year >> 8, this.year, month, this.day, ...time);
  }

  /**
   * The value of those bytes: a `Date` if it says the same, which it does for whole milliseconds in UTC.
   *
   * @param bytes Ten bytes.
   * @param tzinfo Zone, or `null`.
   */
  static fromBytes(bytes: Uint8Array, tzinfo: unknown): PyDateTime | Date {
    const us = bytes[7] << 16 | bytes[8] << 8 | bytes[9];
    const [hour, minute, second] = bytes.subarray(4, 7);
    const fold = bytes[2] & 0x80 ? 1 : 0;
    const year = bytes[0] << 8 | bytes[1];
    const value = new PyDateTime(year, bytes[2] & 0x7f, bytes[3], hour, minute, second, us, tzinfo, fold);
    return tzinfo === UTC && us % 1000 === 0 && fold === 0 ? value.toDate() : value;
  }
}

/**
 * Arguments with which `datetime.datetime` or `datetime.time` is called to rebuild a value.
 *
 * @param bytes What `toBytes` gives.
 * @param tzinfo Zone, or `null`.
 */
export function stateArguments(bytes: Uint8Array, tzinfo: unknown): PyTuple {
  return tzinfo === null ? tuple(bytes) : tuple(bytes, tzinfo);
}
