/**
 * The checksums of zlib and gzip streams.
 *
 * @module
 */
import { nodeModule } from "@orochi/syntax";

/** Largest prime below 65536. */
const MODULUS = 65521;
/** So many bytes can be added up before the sums may pass 32 bits (RFC 1950's algorithm). */
const RUN = 5552;

/** Adler-32 of bytes, going on from a value (1 at the beginning). */
export function adler32(bytes: Uint8Array, start: number): number {
  let low = start & 0xffff, high = start >>> 16;
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + RUN, bytes.length);
    for (; at < end; at++) {
      low += bytes[at];
      high += low;
    }
    low %= MODULUS;
    high %= MODULUS;
  }
  return (high << 16 | low) >>> 0;
}

/** CRC-32 of bytes, going on from a value (0 at the beginning). */
export function crc32(bytes: Uint8Array, start: number): number {
  return nodeModule("node:zlib").crc32(bytes, start);
}
