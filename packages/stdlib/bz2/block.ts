/**
 * A block of a bzip2 stream: sorted, moved to front, and coded with up to six tables that take turns.
 *
 * @module
 */
import type { BitWriter } from "./bits.ts";
import { BLOCK_MAGIC, GROUP_SIZE, MOST_SYMBOLS } from "./format.ts";
import { transform } from "./sort.ts";

/** The longest code that is written; readers allow 20. */
const LONGEST = 17;
/** How often tables and the choice among them are fitted to each other. */
const ROUNDS = 4;

/** Lengths of codes for symbols of such frequencies: Huffman's, flattened until none is too long. */
export function codeLengths(frequencies: ArrayLike<number>, lengths: Uint8Array): void {
  const size = frequencies.length, parents = new Int16Array(2 * size), weights = new Float64Array(2 * size);
  const scaled = Float64Array.from(frequencies, (frequency) => Math.max(frequency, 1));
  for (;;) {
    const leaves = Array.from(scaled, (_, i) => i).sort((a, b) => scaled[a] - scaled[b]);
    weights.set(scaled);
    // Inner nodes are made in the order of their weights, so the two lightest stand first in either queue.
    let leaf = 0, inner = size;
    for (let made = size; made < 2 * size - 1; made++) {
      weights[made] = 0;
      for (let i = 0; i < 2; i++) {
        const fromLeaves = leaf < size && (inner === made || weights[leaves[leaf]] <= weights[inner]);
        const lightest = fromLeaves ? leaves[leaf++] : inner++;
        weights[made] += weights[lightest];
        parents[lightest] = made;
      }
    }
    let longest = 0;
    const depths = new Uint16Array(2 * size);
    for (let i = 2 * size - 3; i >= 0; i--) {
      depths[i] = depths[parents[i]] + 1;
      longest = Math.max(longest, depths[i]);
    }
    lengths.set(depths.subarray(0, size));
    if (longest <= LONGEST) return;
    for (let i = 0; i < size; i++) scaled[i] = 1 + Math.floor(scaled[i] / 2);
  }
}

/** Symbols of a block: places in a list that is moved to front, runs of its first place as numbers, and an end. */
function moveToFront(last: Uint8Array, used: readonly number[]): Uint16Array {
  const symbols = new Uint16Array(last.length + 1), list = Uint8Array.from(used);
  let size = 0, run = 0;
  const endRun = () => {
    for (; run > 0; run = run - 1 >> 1) symbols[size++] = run & 1 ? 0 : 1;
  };
  for (let i = 0; i < last.length; i++) {
    const byte = last[i];
    if (list[0] === byte) {
      run++;
      continue;
    }
    endRun();
    let place = 0, moved = list[0];
    do {
      const next = list[++place];
      list[place] = moved;
      moved = next;
    } while (moved !== byte);
    list[0] = byte;
    symbols[size++] = place + 1;
  }
  endRun();
  symbols[size++] = used.length + 1;
  return symbols.subarray(0, size);
}

/** Tables to begin with: each prefers a share of the symbols, shares about as frequent as each other. */
function firstTables(frequencies: Uint32Array, total: number, count: number): Uint8Array[] {
  const tables: Uint8Array[] = [], size = frequencies.length;
  for (let left = count, from = 0; left > 0; left--) {
    const wanted = Math.floor(total / left), lengths = new Uint8Array(size).fill(15);
    let sum = 0, to = from;
    while (sum < wanted && to < size) sum += frequencies[to++];
    if (to - from > 1 && left !== count && left !== 1 && (count - left) % 2 === 1) sum -= frequencies[--to];
    lengths.fill(0, from, to);
    tables.push(lengths);
    total -= sum;
    from = to;
  }
  return tables;
}

/** For each group of symbols the table that codes it in the fewest bits. */
function chooseTables(symbols: Uint16Array, tables: readonly Uint8Array[]): Uint8Array {
  const choice = new Uint8Array(Math.ceil(symbols.length / GROUP_SIZE));
  for (let group = 0; group < choice.length; group++) {
    const from = group * GROUP_SIZE, to = Math.min(from + GROUP_SIZE, symbols.length);
    let least = Infinity;
    for (let table = 0; table < tables.length; table++) {
      const lengths = tables[table];
      let cost = 0;
      for (let i = from; i < to; i++) cost += lengths[symbols[i]];
      if (cost >= least) continue;
      least = cost;
      choice[group] = table;
    }
  }
  return choice;
}

/** Fits tables to the groups that chose them. */
function fitTables(symbols: Uint16Array, choice: Uint8Array, tables: readonly Uint8Array[]): void {
  const frequencies = tables.map((table) => new Uint32Array(table.length));
  for (let i = 0; i < symbols.length; i++) frequencies[choice[Math.floor(i / GROUP_SIZE)]][symbols[i]]++;
  for (let table = 0; table < tables.length; table++) codeLengths(frequencies[table], tables[table]);
}

/** The codes of some lengths: shorter ones first, then in the order of the symbols. */
function codesOf(lengths: Uint8Array): Uint32Array {
  const codes = new Uint32Array(MOST_SYMBOLS);
  let code = 0;
  for (let length = 1; length <= LONGEST; length++, code <<= 1) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] === length) codes[symbol] = code++;
    }
  }
  return codes;
}

function putUsed(used: readonly number[], writer: BitWriter): void {
  const rows = new Uint16Array(16);
  for (const byte of used) rows[byte >> 4] |= 0x8000 >> (byte & 15);
  for (const row of rows) writer.put(row === 0 ? 0 : 1, 1);
  for (const row of rows) if (row !== 0) writer.put(row, 16);
}

function putChoice(choice: Uint8Array, tables: number, writer: BitWriter): void {
  const list = Array.from({ length: tables }, (_, i) => i);
  writer.put(tables, 3);
  writer.put(choice.length, 15);
  for (const table of choice) {
    const place = list.indexOf(table);
    list.splice(place, 1);
    list.unshift(table);
    writer.put((1 << place + 1) - 2, place + 1);
  }
}

function putLengths(lengths: Uint8Array, writer: BitWriter): void {
  let current = lengths[0];
  writer.put(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) writer.put(2, 2);
    for (; current > length; current--) writer.put(3, 2);
    writer.put(0, 1);
  }
}

/** Writes a block of at least one byte. */
export function putBlock(block: Uint8Array, crc: number, writer: BitWriter): void {
  const { last, origin } = transform(block), seen = new Uint8Array(256);
  for (let i = 0; i < block.length; i++) seen[block[i]] = 1;
  const used = Array.from(seen, (_, byte) => byte).filter((byte) => seen[byte] === 1);
  const symbols = moveToFront(last, used), frequencies = new Uint32Array(used.length + 2);
  for (let i = 0; i < symbols.length; i++) frequencies[symbols[i]]++;
  const count = [200, 600, 1200, 2400].filter((limit) => symbols.length >= limit).length + 2;
  const tables = firstTables(frequencies, symbols.length, count);
  let choice: Uint8Array = new Uint8Array(0);
  for (let round = 0; round < ROUNDS; round++) {
    choice = chooseTables(symbols, tables);
    fitTables(symbols, choice, tables);
  }
  for (const half of BLOCK_MAGIC) writer.put(half, 24);
  writer.putWord(crc);
  writer.put(0, 1);
  writer.put(origin, 24);
  putUsed(used, writer);
  putChoice(choice, count, writer);
  for (const table of tables) putLengths(table, writer);
  const codes = tables.map(codesOf);
  for (let i = 0; i < symbols.length; i++) {
    const table = choice[Math.floor(i / GROUP_SIZE)], symbol = symbols[i];
    writer.put(codes[table][symbol], tables[table][symbol]);
  }
}
