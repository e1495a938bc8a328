/**
 * Heap images: all that a heap holds as bytes, and a new heap that begins as a copy of them. Between the two there may
 * be a file, another process or another reservation, for addresses are offsets into the memory.
 *
 * Words, in the order of the machine: magic number, version of the layout, header bytes, first page never handed out,
 * number of runs, whether there is a table of the counting strategy's; then of each run its first block and its length in blocks; then, at the next multiple of 8 bytes, the blocks. Blocks
 * of zeros are left out, as a new memory is zero.
 *
 * @module
 */
import { CONTROL, HeapError, HeapMemory, type HeapOptions } from "./heap_memory.ts";
import { HEAP_CONTROL, PAGE_BYTES, tableBytes } from "./memory_map.ts";

/** "OImg" in ASCII. */
const MAGIC = 0x4f496d67;
const HEADER_WORDS = 6;
const BLOCK_BYTES = 4096, BLOCK_WORDS = BLOCK_BYTES / 4;

const control = (offset: number) => (HEAP_CONTROL + offset) >>> 2;

/** Blocks of an address space of 4 GiB: the first number of a table's. Where the table begins depends on the reservation. */
const TABLE_BLOCK = 2 ** 32 / BLOCK_BYTES;

/** First block behind the heap's own pages: that of the counting strategy's table, if there is one. */
function tableBlock({ i32 }: HeapMemory): number {
  return i32[control(CONTROL.limitPage)] * (PAGE_BYTES / BLOCK_BYTES);
}

function isZero(words: Int32Array, start: number): boolean {
  for (let i = start; i < start + BLOCK_WORDS; i++) if (words[i] !== 0) return false;
  return true;
}

/** Bytes before the blocks. */
function preludeBytes(runs: number): number {
  return (HEADER_WORDS + 2 * runs + 1 & ~1) * 4;
}

/**
 * The heap as bytes. No thread may be on it: all have left, or stand still for as long as this takes and find their
 * likes when the image is used.
 *
 * @returns As many bytes as the heap has pages in use, at most, and some for the list of runs.
 */
export function writeImage(memory: HeapMemory): Uint8Array {
  const { i32 } = memory;
  const nextPage = i32[control(CONTROL.nextPage)];
  const blocks = nextPage * (PAGE_BYTES / BLOCK_BYTES);
  const runs: number[] = [], table = tableBlock(memory);
  let stored = 0;
  const look = (at: number, block: number): void => {
    if (isZero(i32, at * BLOCK_WORDS)) return;
    const last = runs.length - 2;
    if (last >= 0 && runs[last] + runs[last + 1] === block) runs[last + 1]++;
    else runs.push(block, 1);
    stored++;
  };
  for (let block = 0; block < blocks; block++) look(block, block);
  const tableBlocks = Math.min(tableBytes(nextPage) / BLOCK_BYTES, i32.length / BLOCK_WORDS - table);
  for (let block = 0; block < tableBlocks; block++) look(table + block, TABLE_BLOCK + block);
  const prelude = preludeBytes(runs.length / 2);
  const image = new Uint8Array(prelude + stored * BLOCK_BYTES);
  const words = new Int32Array(image.buffer);
  const hasTable = table < i32.length / BLOCK_WORDS ? 1 : 0;
  words.set([MAGIC, i32[control(CONTROL.version)], memory.headerBytes, nextPage, runs.length / 2, hasTable]);
  words.set(runs, HEADER_WORDS);
  let at = prelude;
  for (let i = 0; i < runs.length; i += 2) {
    const block = runs[i] < TABLE_BLOCK ? runs[i] : table + runs[i] - TABLE_BLOCK;
    const from = block * BLOCK_BYTES, bytes = runs[i + 1] * BLOCK_BYTES;
    image.set(memory.u8.subarray(from, from + bytes), at);
    at += bytes;
  }
  return image;
}

/**
 * A new heap that holds what an image does.
 *
 * @param image Bytes of {@linkcode writeImage}.
 * @param options As for a new heap; header bytes, and whether there is a table, are the image's.
 * @throws {HeapError} If the bytes are no image, or one of another layout, or cut off.
 * @throws {RangeError} If the reservation is too small for it, or can't be had.
 */
export function readImage(
  image: Uint8Array,
  options: Omit<HeapOptions, "headerBytes" | "table"> = {},
): HeapMemory {
  const aligned = image.byteOffset % 4 === 0 ? image : image.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  if (words.length < HEADER_WORDS || words[0] !== MAGIC) {
    throw new HeapError("Cannot read the heap image as its bytes are none");
  }
  const [, version, headerBytes, nextPage, runs, hasTable] = words;
  const prelude = preludeBytes(runs);
  let stored = 0;
  for (let i = 0; i < runs; i++) stored += words[HEADER_WORDS + 2 * i + 1];
  if (prelude + stored * BLOCK_BYTES !== image.length) {
    throw new HeapError(
      `Cannot read the heap image as it is cut off: it has ${image.length} bytes and should have ${
        prelude + stored * BLOCK_BYTES
      }`,
    );
  }
  const memory = HeapMemory.create({ ...options, headerBytes, table: hasTable === 1 });
  const { i32 } = memory, limitPage = i32[control(CONTROL.limitPage)];
  if (version !== i32[control(CONTROL.version)]) {
    throw new HeapError(`Cannot read the heap image as its layout is version ${version}`);
  }
  if (nextPage > limitPage) {
    throw new RangeError(
      `Cannot read the heap image as it needs ${nextPage * PAGE_BYTES} bytes: current value is ${
        limitPage * PAGE_BYTES
      }`,
    );
  }
  const checked = i32[control(CONTROL.checked)], table = tableBlock(memory);
  let at = prelude;
  for (let i = 0; i < runs; i++) {
    const number = words[HEADER_WORDS + 2 * i], bytes = words[HEADER_WORDS + 2 * i + 1] * BLOCK_BYTES;
    const block = number < TABLE_BLOCK ? number : table + number - TABLE_BLOCK;
    memory.u8.set(aligned.subarray(at, at + bytes), block * BLOCK_BYTES);
    at += bytes;
  }
  i32[control(CONTROL.limitPage)] = limitPage;
  i32[control(CONTROL.checked)] = checked;
  return memory;
}
