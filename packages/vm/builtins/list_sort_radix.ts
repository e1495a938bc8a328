/**
 * Sorting by numbers without comparing them: digit by digit from the last one (LSD radix sort), which keeps the order
 * of equal ones.
 *
 * A double's bits are in its order once those of negative ones are turned over and the sign of the others is set.
 *
 * @module
 */

/** Bits of a digit: three digits are a word. */
const DIGIT_BITS = 11;
const DIGIT_MASK = (1 << DIGIT_BITS) - 1;
/** Below as many items, comparing is quicker than counting digits. */
const FEWEST = 256;
/** As many times fewer runs than items are merged quicker than all their digits are gone through. */
const ITEMS_PER_RUN = 16;

/**
 * Whether positions are better sorted by digits than by merging their runs.
 *
 * @param columns Keys of all positions, the first column decides; without NaN.
 */
export function isForRadix(order: Int32Array, columns: readonly Float64Array[]): boolean {
  if (order.length < FEWEST || columns.length === 0) return false;
  const first = columns[0];
  let few = order.length / ITEMS_PER_RUN;
  for (let i = 1; i < order.length; i++) {
    if (first[order[i]] < first[order[i - 1]] && --few < 0) return true;
  }
  return false;
}

/**
 * Sorts positions by columns of numbers, where equal ones by the next column, where all are equal as they are.
 *
 * @param order Positions; every column has a number for each.
 * @param columns Without NaN.
 */
export function radixSort(order: Int32Array, columns: readonly Float64Array[]): void {
  let from = order, to: Int32Array = new Int32Array(order.length);
  const starts = new Int32Array(DIGIT_MASK + 1);
  for (let c = columns.length - 1; c >= 0; c--) {
    const { words, varying } = orderedWords(columns[c]);
    for (let half = 0; half < 2; half++) {
      for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
        // A digit that is the same in all changes nothing.
        if ((varying[half] >>> shift & DIGIT_MASK) === 0) continue;
        scatter(from, to, words, half, shift, starts);
        [from, to] = [to, from];
      }
    }
  }
  if (from !== order) order.set(from);
}

/** The doubles as pairs of words (the low one first) that are in their order, and which bits of either word vary. */
function orderedWords(column: Float64Array): { words: Uint32Array; varying: readonly [number, number] } {
  const numbers = column.slice();
  const words = new Uint32Array(numbers.buffer);
  let low = 0, high = 0;
  for (let i = 0; i < numbers.length; i++) {
    // The negative zero equals the other one, and this makes it so.
    numbers[i] += 0;
    const sign = words[2 * i + 1] >>> 31;
    words[2 * i] ^= -sign;
    words[2 * i + 1] ^= sign === 1 ? -1 : 1 << 31;
    low |= words[2 * i] ^ words[0];
    high |= words[2 * i + 1] ^ words[1];
  }
  return { words, varying: [low, high] };
}

/** Puts positions in the order of one digit. */
function scatter(
  from: Int32Array,
  to: Int32Array,
  words: Uint32Array,
  half: number,
  shift: number,
  starts: Int32Array,
): void {
  starts.fill(0);
  for (let i = 0; i < from.length; i++) starts[words[2 * from[i] + half] >>> shift & DIGIT_MASK]++;
  let start = 0;
  for (let digit = 0; digit <= DIGIT_MASK; digit++) {
    const count = starts[digit];
    starts[digit] = start;
    start += count;
  }
  for (let i = 0; i < from.length; i++) {
    const position = from[i];
    to[starts[words[2 * position + half] >>> shift & DIGIT_MASK]++] = position;
  }
}
