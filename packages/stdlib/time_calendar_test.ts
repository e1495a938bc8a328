import { assertEquals } from "@std/assert";
import { Generator } from "./testdata/generator.ts";
import { asctime, type BrokenTime, brokenTime, localMoment, strftime } from "./time_calendar.ts";
import { GMT, type Zone, zoneOfRule } from "./time_zone.ts";

const BERLIN = zoneOfRule("CET-1CEST,M3.5.0,M10.5.0/3") as Zone;

/** A moment in UTC. */
function at(text: string): BrokenTime {
  return brokenTime(Date.parse(`${text}Z`) / 1000, GMT);
}

Deno.test("a moment's fields are those of the calendar", () => {
  const { year, month, day, hour, minute, second, weekday, yearDay, summer, zone, offset } = at(
    "2024-12-31T23:59:58",
  );
  assertEquals([year, month, day, hour, minute, second], [2024, 12, 31, 23, 59, 58]);
  assertEquals([weekday, yearDay, summer, zone, offset], [1, 366, 0, "GMT", 0]);
});

Deno.test("moments before the epoch and within seconds go down to the second", () => {
  const { year, month, day, hour, minute, second } = brokenTime(-0.5, GMT);
  assertEquals([year, month, day, hour, minute, second], [1969, 12, 31, 23, 59, 59]);
  assertEquals(brokenTime(1.999, GMT).second, 1);
});

Deno.test("years of one digit and before the year one are themselves", () => {
  assertEquals(brokenTime(-62135596800, GMT).year, 1);
  assertEquals(brokenTime(-62135596801, GMT).year, 0);
  assertEquals(brokenTime(-62135596800, GMT).yearDay, 1);
});

Deno.test("local times are what their fields say", () => {
  const generator = new Generator(51);
  for (let i = 0; i < 300; i++) {
    const moment = generator.below(2 ** 31), time = brokenTime(moment, BERLIN);
    assertEquals(localMoment(time, BERLIN), moment);
  }
});

Deno.test("fields out of their ranges carry over", () => {
  const time = brokenTime(86400 * 200, BERLIN);
  const later = { ...time, day: time.day + 40, hour: time.hour + 30, minute: time.minute - 90, summer: -1 };
  const plain = brokenTime(localMoment(later, BERLIN), BERLIN);
  assertEquals(localMoment({ ...plain, summer: -1 }, BERLIN), localMoment(later, BERLIN));
});

Deno.test("strftime knows the directives of the C standard", () => {
  const time = at("2005-03-09T14:05:06");
  const cases = {
    "%Y-%m-%d %H:%M:%S": "2005-03-09 14:05:06",
    "%a %A %b %B": "Wed Wednesday Mar March",
    "%I %p %j %w %u": "02 PM 068 3 3",
    "%y %C %e %D %F %T %R": "05 20  9 03/09/05 2005-03-09 14:05:06 14:05",
    "%n%t%%": "\n\t%",
    "%z %Z": "+0000 GMT",
  };
  for (const [format, text] of Object.entries(cases)) assertEquals(strftime(format, time, GMT), text, format);
});

Deno.test("weeks begin on Sunday, on Monday, or as ISO 8601 counts them", () => {
  const weeks = (text: string) => strftime("%U %W %V %G", at(`${text}T00:00:00`), GMT);
  assertEquals(weeks("2005-01-01"), "00 00 53 2004");
  assertEquals(weeks("2005-01-02"), "01 00 53 2004");
  assertEquals(weeks("2005-01-03"), "01 01 01 2005");
  assertEquals(weeks("2008-12-31"), "52 52 01 2009");
  assertEquals(weeks("2010-01-03"), "01 00 53 2009");
});

Deno.test("flags change padding and case as glibc's do", () => {
  const time = at("2005-03-09T04:05:06");
  assertEquals(strftime("%-d %_d %-H %_m %0e %^a %#p", time, GMT), "9  9 4  3 09 WED am");
});

Deno.test("a directive that is none stays as it is", () => {
  assertEquals(strftime("%Q %", at("2005-03-09T04:05:06"), GMT), "%Q %");
});

Deno.test("noon and midnight are twelve on a clock of twelve hours", () => {
  assertEquals(strftime("%I%p", at("2005-03-09T00:00:00"), GMT), "12AM");
  assertEquals(strftime("%I%p", at("2005-03-09T12:00:00"), GMT), "12PM");
});

Deno.test("asctime pads the day with a space", () => {
  assertEquals(asctime(at("1993-06-20T23:21:05")), "Sun Jun 20 23:21:05 1993");
  assertEquals(asctime(at("1993-06-02T03:01:05")), "Wed Jun  2 03:01:05 1993");
});
