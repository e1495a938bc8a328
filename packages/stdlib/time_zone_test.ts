import { assertEquals } from "@std/assert";
import { Generator } from "./testdata/generator.ts";
import { momentOf, UTC, type Zone, zoneFor, zoneOfFile, zoneOfRule } from "./time_zone.ts";

const RULE = "CET-1CEST,M3.5.0,M10.5.0/3";
const BERLIN = zoneOfRule(RULE) as Zone;
/** 2024-03-31 01:00 and 2024-10-27 01:00 UTC: clocks change in Europe. */
const SPRING = 1711846800, AUTUMN = 1729990800;

function shown(zone: Zone | null, seconds: number): string | undefined {
  const time = zone?.(seconds);
  return time && `${time.name} ${time.offset}${time.summer ? " summer" : ""}`;
}

/** A file of the zone database: times, kinds of time, which of them is from when on, and the rule behind the last. */
function file(
  times: number[],
  kinds: [number, boolean, string][],
  which: number[],
  rule: string,
): Uint8Array {
  const names = kinds.map(([, , name]) => `${name}\0`).join("");
  const counts = [0, 0, 0, times.length, kinds.length, names.length];
  const bytes: number[] = [];
  const put = (value: bigint, width: number) => {
    for (let i = width - 1; i >= 0; i--) bytes.push(Number(value >> BigInt(8 * i) & 255n));
  };
  const header = (given: number[]) => {
    bytes.push(...new TextEncoder().encode("TZif2"), ...new Array(15).fill(0));
    for (const count of given) put(BigInt(count), 4);
  };
  // Readers of later versions pass over the first part, whatever is in it.
  header([0, 0, 0, 1, 1, 4]);
  bytes.push(...new Array(4 + 1 + 6 + 4).fill(9));
  header(counts);
  for (const time of times) put(BigInt(time), 8);
  bytes.push(...which);
  let at = 0;
  for (const [offset, summer, name] of kinds) {
    put(BigInt(offset), 4);
    bytes.push(summer ? 1 : 0, at);
    at += name.length + 1;
  }
  bytes.push(...new TextEncoder().encode(`${names}\n${rule}\n`));
  return new Uint8Array(bytes);
}

Deno.test("a rule's clocks change in the second that it names", () => {
  assertEquals(shown(BERLIN, SPRING - 1), "CET 3600");
  assertEquals(shown(BERLIN, SPRING), "CEST 7200 summer");
  assertEquals(shown(BERLIN, AUTUMN - 1), "CEST 7200 summer");
  assertEquals(shown(BERLIN, AUTUMN), "CET 3600");
});

Deno.test("in the south summer goes over the turn of the year", () => {
  const sydney = zoneOfRule("AEST-10AEDT,M10.1.0,M4.1.0/3");
  assertEquals([shown(sydney, 1704067200), shown(sydney, 1720000000)], ["AEDT 39600 summer", "AEST 36000"]);
});

Deno.test("rules may count days, with and without the leap day, and say what summer is", () => {
  const odd = zoneOfRule("J-2K");
  assertEquals(odd, null);
  const days = zoneOfRule("ABC-2DEF-2:30,J60/1,300/5");
  // The first of March at one o'clock, in a leap year and in another; day 300 from the first of January at five.
  assertEquals([shown(days, 1709247599), shown(days, 1709247600)], ["ABC 7200", "DEF 9000 summer"]);
  assertEquals([shown(days, 1677625199), shown(days, 1677625200)], ["ABC 7200", "DEF 9000 summer"]);
  assertEquals([shown(days, 1729996199), shown(days, 1729996200)], ["DEF 9000 summer", "ABC 7200"]);
  assertEquals(shown(zoneOfRule("<+0330>-3:30"), 0), "+0330 12600");
  assertEquals(shown(zoneOfRule("EST5EDT"), 1720000000), "EDT -14400 summer");
});

Deno.test("a file says what was, its rule what will be", () => {
  const bytes = file(
    [0, SPRING],
    [[3600, false, "CET"], [7200, true, "CEST"], [5000, false, "LMT"]],
    [0, 1],
    RULE,
  );
  const zone = zoneOfFile(bytes);
  assertEquals(shown(zone, -1), "CET 3600");
  assertEquals(shown(zone, SPRING - 1), "CET 3600");
  assertEquals(shown(zone, SPRING), "CEST 7200 summer");
  assertEquals(shown(zone, AUTUMN), "CET 3600");
});

Deno.test("a file that is cut off or none is no zone", () => {
  const bytes = file([0, SPRING], [[3600, false, "CET"], [7200, true, "CEST"]], [0, 1], RULE);
  for (const length of [0, 3, 44, 80, 110]) {
    assertEquals(zoneOfFile(bytes.subarray(0, length)), null, `${length}`);
  }
  assertEquals(zoneOfFile(new TextEncoder().encode("no zone, ".repeat(20))), null);
});

Deno.test("TZ is a file, a rule, or a name for UTC; without it the machine's own file counts", () => {
  const bytes = file([0], [[3600, false, "CET"]], [0], "CET-1");
  const asked: string[] = [];
  const read = (path: string) => {
    asked.push(path);
    return path === "/etc/localtime" || path.endsWith("Somewhere") ? bytes : null;
  };
  const names = [undefined, "", ":Some/Somewhere", "/Somewhere", "Nowhere/Land", "XYZ3", "1"]
    .map((variable) => shown(zoneFor(variable, read), 1));
  assertEquals(names, ["CET 3600", "UTC 0", "CET 3600", "CET 3600", "Nowhere 0", "XYZ -10800", "UTC 0"]);
  assertEquals(asked.slice(0, 2), ["/etc/localtime", "/usr/share/zoneinfo/Some/Somewhere"]);
  assertEquals(zoneFor(undefined, () => null), UTC);
});

Deno.test("moments are found by what clocks showed, at random", () => {
  const generator = new Generator(7);
  for (let i = 0; i < 500; i++) {
    const moment = generator.below(2 ** 31), { offset, summer } = BERLIN(moment);
    assertEquals(momentOf(BERLIN, moment + offset, summer), moment);
  }
});

Deno.test("what clocks show twice is winter time if nothing is said, and an hour that they leave out is read by the clock before", () => {
  assertEquals(momentOf(BERLIN, AUTUMN + 5400, null), AUTUMN + 1800);
  assertEquals(momentOf(BERLIN, AUTUMN + 5400, true), AUTUMN - 1800);
  assertEquals(momentOf(BERLIN, SPRING + 5400, null), SPRING + 1800);
  // In July winter time would be an hour later, and where there is no summer it is taken to be an hour.
  assertEquals(momentOf(BERLIN, 1720000000, false) - momentOf(BERLIN, 1720000000, true), 3600);
  assertEquals([momentOf(UTC, 5000, true), momentOf(UTC, 5000, false), momentOf(UTC, 5000, null)], [
    1400,
    5000,
    5000,
  ]);
});
