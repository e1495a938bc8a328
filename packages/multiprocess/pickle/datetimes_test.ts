import { assertEquals } from "@std/assert";
import { PyDate, PyDateTime, PyTime, PyTimeDelta, PyTimeZone, stateArguments, UTC } from "./datetimes.ts";

Deno.test("dates and times have the bytes of CPython's states", () => {
  assertEquals(new PyDate(2024, 2, 29).toBytes().toHex(), "07e8021d");
  assertEquals(new PyTime(23, 59, 58, 999_999).toBytes(4).toHex(), "173b3a0f423f");
  assertEquals(new PyDateTime(2024, 2, 29, 1, 2, 3, 456_789).toBytes(4).toHex(), "07e8021d01020306f855");
});

Deno.test("the second of two equal times is a bit, since protocol 4", () => {
  const time = new PyTime(1, 2, 3, 0, null, 1), moment = new PyDateTime(2024, 10, 27, 2, 30, 0, 0, null, 1);
  assertEquals([time.toBytes(3)[0], time.toBytes(4)[0]], [1, 0x81]);
  assertEquals([moment.toBytes(3)[2], moment.toBytes(4)[2]], [10, 0x8a]);
  assertEquals(PyTime.fromBytes(time.toBytes(4), null), time);
  assertEquals(PyDateTime.fromBytes(moment.toBytes(4), null), moment);
});

Deno.test("a Date goes to a moment in UTC and back, to the millisecond", () => {
  for (const milliseconds of [0, -1, 1_700_000_000_123, -62_135_596_800_000, 253_402_300_799_999]) {
    const date = new Date(milliseconds), moment = PyDateTime.fromDate(date);
    assertEquals(moment.toDate(), date);
    assertEquals(PyDateTime.fromBytes(moment.toBytes(5), UTC), date);
  }
});

Deno.test("what a Date has no room for stays a moment of Python's", () => {
  const exact = new PyDateTime(2024, 1, 1, 0, 0, 0, 1, UTC);
  assertEquals(PyDateTime.fromBytes(exact.toBytes(5), UTC), exact);
  assertEquals(PyDateTime.fromBytes(exact.toBytes(5), null) instanceof PyDateTime, true);
});

Deno.test("a time zone's offset is subtracted, or that of the caller where there is none", () => {
  const east = new PyTimeZone(new PyTimeDelta(0, 5400)), west = new PyTimeZone(new PyTimeDelta(-1, 82800));
  assertEquals(new PyDateTime(1970, 1, 1, 1, 30, 0, 0, east).toDate().getTime(), 0);
  assertEquals(new PyDateTime(1970, 1, 1).toDate(west).getTime(), 3_600_000);
  assertEquals(west.offset.milliseconds, -3_600_000);
});

Deno.test("a state has a time zone only if there is one", () => {
  const bytes = new Uint8Array(4);
  assertEquals([stateArguments(bytes, null).length, stateArguments(bytes, UTC).length], [1, 2]);
});
