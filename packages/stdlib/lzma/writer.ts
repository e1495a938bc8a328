/**
 * Compressed streams as a whole: xz, the older .lzma, and data without a container.
 *
 * An xz stream has a block for each so many bytes of input, as `xz -T` makes them: none needs what was before it.
 *
 * @module
 */
import { crc32 } from "../zlib/checksums.ts";
import { joinBytes } from "../stream_parts.ts";
import { Check } from "./checks.ts";
import { applyCode, newCode } from "./code.ts";
import { encodeLzma1, encodeLzma2 } from "./encoder.ts";
import {
  applyDelta,
  encodeProperties,
  type Filter,
  FILTER_DELTA,
  FILTER_LZMA1,
  newDelta,
} from "./filters.ts";

/** What begins an xz stream. */
export const MAGIC: readonly number[] = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];

/** A block's size without its padding, and its size before compression. */
export type IndexRecord = [packed: number, plain: number];

/** A number in groups of seven bits. */
function variable(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push(value % 0x80 | 0x80);
  return [...bytes, value];
}

function withCrc(bytes: Uint8Array): Uint8Array {
  const crc = new Uint8Array(4);
  new DataView(crc.buffer).setUint32(0, crc32(bytes, 0), true);
  return joinBytes([bytes, crc]);
}

/** Data through a chain of filters. */
export function encodeChain(data: Uint8Array, filters: readonly Filter[], marked = true): Uint8Array {
  let bytes = data;
  for (const filter of filters.slice(0, -1)) {
    bytes = bytes.slice();
    if (filter.id === FILTER_DELTA) applyDelta(bytes, newDelta(filter), true);
    else applyCode(bytes, newCode(filter), true);
  }
  const last = filters[filters.length - 1];
  return last.id === FILTER_LZMA1 ? encodeLzma1(bytes, last, marked) : encodeLzma2(bytes, last);
}

/** The header of an xz stream. */
export function streamHeader(check: number): Uint8Array {
  return joinBytes([Uint8Array.from(MAGIC), withCrc(Uint8Array.of(0, check))]);
}

/** A block, and what the index says of it. */
export function block(
  data: Uint8Array,
  filters: readonly Filter[],
  check: number,
): [Uint8Array, IndexRecord] {
  const flags = filters.flatMap((filter) => {
    const properties = encodeProperties(filter);
    return [...variable(filter.id), properties.length, ...properties];
  });
  const header = new Uint8Array(2 + flags.length + 3 & ~3);
  header.set([header.length / 4, filters.length - 1, ...flags]);
  const body = encodeChain(data, filters), made = new Check(check);
  made.update(data);
  const end = made.finish(), padding = new Uint8Array(-body.length & 3);
  return [
    joinBytes([withCrc(header), body, padding, end]),
    [header.length + 4 + body.length + end.length, data.length],
  ];
}

/** Index and footer of an xz stream. */
export function streamEnd(records: readonly IndexRecord[], check: number): Uint8Array {
  const list = [0, ...variable(records.length), ...records.flatMap((record) => record.flatMap(variable))];
  const index = withCrc(Uint8Array.from([...list, ...new Uint8Array(-list.length & 3)]));
  const footer = new Uint8Array(6);
  new DataView(footer.buffer).setUint32(0, index.length / 4 - 1, true);
  footer[5] = check;
  const crc = withCrc(footer).subarray(6);
  return joinBytes([index, crc, footer, Uint8Array.of(0x59, 0x5a)]);
}

/** A .lzma stream. */
export function alone(data: Uint8Array, filter: Filter): Uint8Array {
  return joinBytes([encodeProperties(filter), new Uint8Array(8).fill(255), encodeChain(data, [filter])]);
}
