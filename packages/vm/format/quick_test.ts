import { assert, assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import type { Value } from "@orochi/object";
import { raised, testMachine } from "../builtins/_test_program.ts";
import type { Vm } from "../vm.ts";
import { doubleRepr } from "./doubles.ts";
import { formatFloat, formatInt } from "./numbers.ts";
import { percentDouble, percentInteger } from "./percent.ts";
import { formatQuickly, percentQuickly, reprFloatQuickly } from "./quick.ts";
import { formatStr } from "./text.ts";

const vm = testMachine();

/** The text of a new str (stolen); what was raised where there is none. */
function take(str: Value): string {
  if (str === 0) return raised(vm);
  const text = vm.js(str);
  vm.decref(str);
  return text;
}

/** A specification, mostly one that there is. */
function randomSpec(random: Random, types: string): string {
  const part = (...choices: string[]) => choices[random.below(choices.length)];
  return part("", "", "*<", "0=", "<", ">", "=", "^", "é>") + part("", "", "+", "-", " ", "z") +
    part("", "", "", "#") +
    part("", "", "0") + part("", "1", "5", "12", "30") + part("", "", ",", "_") +
    part("", "", ".0", ".2", ".9", ".10") +
    part("", ...types);
}

/** Asserts that the quick way gives what the long way does, or nothing; returns how often it gave something. */
function compareWays(
  seed: number,
  types: string,
  next: (random: Random) => Value,
  slowly: (vm: Vm, value: Value, spec: Value) => Value,
): number {
  const random = new Random(seed);
  let quick = 0;
  for (let run = 0; run < 3000; run++) {
    const text = randomSpec(random, types), value = next(random);
    if (text === "") continue;
    const spec = vm.intern(text), found = formatQuickly(vm, value, spec);
    assert(!vm.failed());
    if (found !== 0) {
      quick++;
      assertEquals(
        take(found),
        take(slowly(vm, value, spec)),
        `format(${vm.jsRepr(value)}, ${JSON.stringify(text)})`,
      );
    }
    vm.decref(value);
  }
  return quick;
}

Deno.test("small ints are formatted quickly as slowly", () => {
  const quick = compareWays(1, "dxXobciunefgs%", (random) => {
    const bits = 1 + random.below(30);
    return vm.newInt((random.below(2 ** bits) - (random.below(2) === 0 ? 0 : 2 ** bits)) | 0);
  }, formatInt);
  assert(quick > 100, `${quick} times`);
});

Deno.test("floats are formatted quickly as slowly, ties and zeros with signs among them", () => {
  const quick = compareWays(2, "fFegGd%n", (random) => {
    const kinds = [
      0,
      -0,
      0.5,
      2.675,
      1e16,
      1e-5,
      NaN,
      Infinity,
      random.below(4000) / 8,
      random.fraction() * 10 ** random.below(16),
    ];
    const number = kinds[random.below(kinds.length)];
    return vm.newFloat(random.below(2) === 0 ? number : -number);
  }, formatFloat);
  assert(quick > 100, `${quick} times`);
});

Deno.test("strs are formatted quickly as slowly", () => {
  const texts = ["", "a", "é", "😀b", "x".repeat(20)];
  const quick = compareWays(3, "sd", (random) => vm.newStr(texts[random.below(texts.length)]), formatStr);
  assert(quick > 100, `${quick} times`);
});

Deno.test("types of the percent operator alone are left to the long way, which refuses them", () => {
  for (const type of ["i", "u"]) {
    const spec = vm.intern(`3${type}`), five = vm.newInt(5);
    assertEquals(formatQuickly(vm, five, spec), 0);
    assertEquals(
      take(formatInt(vm, five, spec)),
      `ValueError: Unknown format code '${type}' for object of type 'int'`,
    );
  }
});

Deno.test("a specification that lives in no code is not kept", () => {
  assertEquals(formatQuickly(vm, vm.newInt(5), vm.newStr("5d")), 0);
});

Deno.test("percent formatting is as quick as right", () => {
  const random = new Random(4);
  let quick = 0;
  for (let run = 0; run < 1500; run++) {
    const conversion = "diuxXof"[random.below(7)], width = random.below(3) === 0 ? -1 : random.below(15);
    const precision = random.below(2) === 0 ? -1 : random.below(11);
    const left = random.below(2) === 0, zero = random.below(2) === 0;
    const flags = { left, zero, plus: false, space: false, alternate: false, width, precision };
    const number = conversion === "f"
      ? (random.fraction() - 0.5) * 10 ** random.below(12)
      : random.below(2 ** 20) - 2 ** 19;
    const value = conversion === "f" ? vm.newFloat(number) : vm.newInt(number);
    const found = percentQuickly(vm, value, conversion.charCodeAt(0), width, precision, left, zero);
    if (found !== 0) {
      quick++;
      const expected = conversion === "f"
        ? percentDouble(number, conversion, flags)
        : percentInteger(BigInt(number), String(Math.abs(number)), conversion, flags);
      assertEquals(take(found), expected, `%${conversion} of ${number} with ${JSON.stringify(flags)}`);
    }
    vm.decref(value);
  }
  assert(quick > 100, `${quick} times`);
});

Deno.test("the repr of a float that has few digits is the shortest one", () => {
  const random = new Random(5);
  let quick = 0;
  for (let run = 0; run < 3000; run++) {
    const digits = random.below(10 ** random.below(16)),
      number = digits / 10 ** random.below(12) * (random.below(2) === 0 ? 1 : -1);
    const found = reprFloatQuickly(vm, number);
    if (found === 0) continue;
    quick++;
    assertEquals(take(found), doubleRepr(number));
  }
  assert(quick > 1000, `${quick} times`);
  assertEquals([0, -0, 0.1, 1e13].map((number) => take(reprFloatQuickly(vm, number))), [
    "0.0",
    "-0.0",
    "0.1",
    "10000000000000.0",
  ]);
  for (const number of [NaN, Infinity, 1e16, 1e-5, 1 / 3]) assertEquals(reprFloatQuickly(vm, number), 0);
});
