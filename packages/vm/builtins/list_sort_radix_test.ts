import { assert, assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { isForRadix, radixSort } from "./list_sort_radix.ts";

const random = new Random(21);

function positions(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

/** What a stable sort by comparison gives. */
function expected(columns: readonly Float64Array[]): number[] {
  const compare = (a: number, b: number) => {
    for (const column of columns) {
      if (column[a] < column[b]) return -1;
      if (column[a] > column[b]) return 1;
    }
    return a - b;
  };
  return [...positions(columns[0].length)].sort(compare);
}

Deno.test("radixSort() sorts doubles of all sizes and signs, both zeros alike, and keeps equal ones in order", () => {
  const special = [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    Infinity,
    -Infinity,
    5e-324,
    -5e-324,
    Number.MAX_VALUE,
    2 ** 52 + 1,
  ];
  const makers = [
    () => special[random.below(special.length)],
    () => random.below(100) - 50,
    () => (random.below(1 << 30) - (1 << 29)) * 2 ** (random.below(2000) - 1000),
    () => random.below(1 << 24) * 2 ** 24 + random.below(1 << 24),
  ];
  for (const make of makers) {
    for (const count of [0, 1, 2, 300]) {
      const column = Float64Array.from({ length: count }, make), order = positions(count);
      radixSort(order, [column]);
      assertEquals([...order], expected([column]));
    }
  }
});

Deno.test("radixSort() lets a column decide only where all before are equal", () => {
  const columns = [3, 1, 5, 1000].map((bound) =>
    Float64Array.from({ length: 500 }, () => -random.below(bound))
  );
  const order = positions(500);
  radixSort(order, columns);
  assertEquals([...order], expected(columns));
});

Deno.test("radixSort() starts from the order that it is given", () => {
  const column = Float64Array.from([1, 0, 1, 0]), order = Int32Array.from([3, 2, 1, 0]);
  radixSort(order, [column]);
  assertEquals([...order], [3, 1, 2, 0]);
});

Deno.test("isForRadix() leaves few items, and what is nearly in order, to merging", () => {
  const shuffled = Float64Array.from({ length: 1000 }, () => random.below(1000));
  assert(isForRadix(positions(1000), [shuffled]));
  assert(!isForRadix(positions(100), [shuffled]));
  assert(!isForRadix(positions(1000), [shuffled.toSorted()]));
  assert(!isForRadix(positions(1000), []));
});
