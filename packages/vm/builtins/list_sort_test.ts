import { assert, assertEquals } from "@std/assert";
import { mergeSort } from "./list_sort.ts";

/** A small generator with a full period (xorshift32), so that failures can be repeated. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function sorted(keys: readonly number[]): Int32Array {
  const order = Int32Array.from(keys, (_, i) => i);
  mergeSort(order, (a, b) => keys[a] < keys[b]);
  return order;
}

Deno.test("mergeSort() sorts and keeps equal items in order, for every shape of input", () => {
  const random = generator(0x2545f491);
  for (const size of [0, 1, 2, 3, 23, 24, 25, 49, 100, 1000]) {
    for (const values of [1, 3, 1000, 1 << 30]) {
      const keys = Array.from({ length: size }, () => random() % values);
      for (const input of [keys, keys.toSorted((a, b) => a - b), keys.toSorted((a, b) => b - a)]) {
        const order = sorted(input);
        const expected = input.map((_, i) => i).sort((a, b) => input[a] - input[b] || a - b);
        assertEquals([...order], expected);
      }
    }
  }
});

Deno.test("mergeSort() compares n - 1 times where the items are in order, or strictly in reverse", () => {
  for (const keys of [[...Array(500).keys()], [...Array(500).keys()].reverse()]) {
    let comparisons = 0;
    mergeSort(Int32Array.from(keys, (_, i) => i), (a, b) => {
      comparisons++;
      return keys[a] < keys[b];
    });
    assertEquals(comparisons, keys.length - 1);
  }
});

Deno.test("mergeSort() ends with a permutation even where the comparison contradicts itself", () => {
  const random = generator(7);
  const order = Int32Array.from({ length: 300 }, (_, i) => i);
  mergeSort(order, () => (random() & 1) === 1);
  assertEquals([...order].sort((a, b) => a - b), [...Array(300).keys()]);
});

Deno.test("mergeSort() needs about n log n comparisons for random items", () => {
  const random = generator(99);
  const keys = Array.from({ length: 4096 }, random);
  let comparisons = 0;
  mergeSort(Int32Array.from(keys, (_, i) => i), (a, b) => {
    comparisons++;
    return keys[a] < keys[b];
  });
  assert(comparisons < 4096 * 12, `took ${comparisons}`);
});

Deno.test("mergeSort() compares few items in CPython's order, so that NaN lands where it does there", () => {
  const sorted = (keys: readonly number[]) => {
    const order = Int32Array.from(keys, (_, i) => i);
    mergeSort(order, (a, b) => keys[a] < keys[b]);
    return [...order].map((i) => keys[i]);
  };
  // As Python 3.14 has them.
  assertEquals(sorted([2.5, 1.5, NaN, 3.5]), [1.5, NaN, 3.5, 2.5]);
  assertEquals(sorted([3, 3, 2, 2, NaN, 1, 5]), [2, 2, NaN, 1, 3, 3, 5]);
});

Deno.test("mergeSort() leaves the items as they are once a comparison fails", () => {
  const keys = [4, 3, 2, 1, 9, 0], state = { failed: false };
  const order = Int32Array.from(keys, (_, i) => i);
  let compared = 0;
  const less = (a: number, b: number) => {
    if (++compared === 3) state.failed = true;
    return !state.failed && keys[a] < keys[b];
  };
  mergeSort(order, less, state);
  assertEquals([...order], [0, 1, 2, 3, 4, 5]);
  assertEquals(compared, 3);
});
