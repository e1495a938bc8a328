/**
 * The Burrows-Wheeler transform: all rotations of a block in order.
 *
 * The block is turned to its least rotation first. Of such a string the order of the suffixes is that of the rotations
 * (rotations that are equal may stand in any order), and suffixes are sorted in linear time, whatever the data, by
 * induced sorting (Nong, Zhang & Chan, SA-IS, 2009).
 *
 * @module
 */

type Text = Uint8Array | Int32Array;

/** Where the least rotation begins. */
export function leastRotation(text: Uint8Array): number {
  const size = text.length;
  let one = 0, other = 1, same = 0;
  while (one < size && other < size && same < size) {
    const first = one + same, second = other + same;
    const a = text[first < size ? first : first - size], b = text[second < size ? second : second - size];
    if (a === b) {
      same++;
      continue;
    }
    // None of the rotations that begin within the agreeing part of the greater one can be the least.
    if (a > b) one += same + 1;
    else other += same + 1;
    if (one === other) other++;
    same = 0;
  }
  return Math.min(one, other);
}

/** Sorts all suffixes by those that `starts` gives in order. `smaller` says which suffixes precede the next one. */
function induce(
  text: Text,
  smaller: Uint8Array,
  starts: Int32Array,
  largeFrom: Int32Array,
  smallFrom: Int32Array,
): Int32Array {
  const size = text.length, order = new Int32Array(size).fill(-1), free = smallFrom.slice();
  for (let i = 0; i < starts.length; i++) order[free[text[starts[i]]]++] = starts[i];
  free.set(largeFrom);
  order[free[text[size - 1]]++] = size - 1;
  for (let i = 0; i < size; i++) {
    const before = order[i] - 1;
    if (before >= 0 && smaller[before] === 0) order[free[text[before]]++] = before;
  }
  free.set(largeFrom);
  for (let i = size - 1; i >= 0; i--) {
    const before = order[i] - 1;
    if (before >= 0 && smaller[before] === 1) order[--free[text[before] + 1]] = before;
  }
  return order;
}

/** Numbers the pieces between `starts` by their order, equal ones alike; gives the greatest number. */
function namePieces(
  text: Text,
  starts: Int32Array,
  sorted: Int32Array,
  rank: Int32Array,
  names: Int32Array,
): number {
  const size = text.length;
  const end = (start: number) => rank[start] + 1 < starts.length ? starts[rank[start] + 1] : size;
  let name = 0;
  names[rank[sorted[0]]] = 0;
  for (let i = 1; i < sorted.length; i++) {
    let left = sorted[i - 1], right = sorted[i];
    const leftEnd = end(left), rightEnd = end(right);
    let same = leftEnd - left === rightEnd - right;
    if (same) {
      while (left < leftEnd && text[left] === text[right]) {
        left++;
        right++;
      }
      same = left !== size && right !== size && text[left] === text[right];
    }
    if (!same) name++;
    names[rank[sorted[i]]] = name;
  }
  return name;
}

/** The suffixes of a text in order; its values go up to `upper`. */
export function sortSuffixes(text: Text, upper: number): Int32Array {
  const size = text.length;
  if (size < 2) return new Int32Array(size);
  const smaller = new Uint8Array(size);
  for (let i = size - 2; i >= 0; i--) {
    smaller[i] = text[i] === text[i + 1] ? smaller[i + 1] : text[i] < text[i + 1] ? 1 : 0;
  }
  // Where in the order a value's suffixes begin: the large ones, then the small ones.
  const largeFrom = new Int32Array(upper + 2), smallFrom = new Int32Array(upper + 2);
  for (let i = 0; i < size; i++) {
    if (smaller[i] === 0) smallFrom[text[i]]++;
    else largeFrom[text[i] + 1]++;
  }
  for (let i = 0; i <= upper; i++) {
    smallFrom[i] += largeFrom[i];
    largeFrom[i + 1] += smallFrom[i];
  }
  const rank = new Int32Array(size).fill(-1), starts = new Int32Array(size >> 1);
  let count = 0;
  for (let i = 1; i < size; i++) {
    if (smaller[i - 1] === 1 || smaller[i] === 0) continue;
    starts[count] = i;
    rank[i] = count++;
  }
  const all = starts.subarray(0, count), order = induce(text, smaller, all, largeFrom, smallFrom);
  if (count === 0) return order;
  const sorted = order.filter((at) => rank[at] >= 0), names = new Int32Array(count);
  const inner = sortSuffixes(names, namePieces(text, all, sorted, rank, names));
  for (let i = 0; i < count; i++) sorted[i] = all[inner[i]];
  return induce(text, smaller, sorted, largeFrom, smallFrom);
}

/** The last bytes of a block's rotations in order, and the place of the block itself among them. */
export function transform(block: Uint8Array): { last: Uint8Array; origin: number } {
  const size = block.length, start = leastRotation(block), turned = new Uint8Array(size);
  turned.set(block.subarray(start));
  turned.set(block.subarray(0, start), size - start);
  const order = sortSuffixes(turned, 255), last = new Uint8Array(size), whole = (size - start) % size;
  let origin = 0;
  for (let i = 0; i < size; i++) {
    const at = order[i];
    if (at === whole) origin = i;
    last[i] = turned[at === 0 ? size - 1 : at - 1];
  }
  return { last, origin };
}
