/**
 * What readers and writers of bzip2 streams share.
 *
 * @module
 */

/** Data that is no bzip2 stream. */
export class BadStream extends Error {}

/** Symbols that one table codes before the next is chosen. */
export const GROUP_SIZE = 50;
/** Tables that a block has at most. */
export const MOST_TABLES = 6;
/** Symbols that a block has at most: bytes, runs and its end. */
export const MOST_SYMBOLS = 258;
/** Bytes that a block holds for each level. */
export const LEVEL_BYTES = 100_000;
/** The numbers that begin a block and the end of a stream, in two halves: pi and its root. */
export const BLOCK_MAGIC: readonly number[] = [0x314159, 0x265359],
  END_MAGIC: readonly number[] = [
    0x177245,
    0x385090,
  ];

/** For checksums: polynomial 0x04c11db7, the highest bit first. */
export const CRC_TABLE: Int32Array = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let i = 0; i < 8; i++) crc = crc < 0 ? crc << 1 ^ 0x04c1_1db7 : crc << 1;
  return crc;
});

/** The checksum of a stream, with one more block. */
export function combined(stream: number, block: number): number {
  return (stream << 1 | stream >>> 31) ^ block;
}
