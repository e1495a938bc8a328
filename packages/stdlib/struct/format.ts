/**
 * Formats of the `struct` module: what lies where in the bytes.
 *
 * @module
 */

/** One value, or with padding characters none: format characters as the manual lists them. */
export interface Item {
  /** Format character. */
  readonly code: string;
  /** Bytes from the start. */
  readonly offset: number;
  /** Bytes it takes. */
  readonly size: number;
}

/** A format that has been read. */
export interface Layout {
  /** The values, in order; padding is not among them. */
  readonly items: readonly Item[];
  /** Bytes of all. */
  readonly size: number;
  readonly littleEndian: boolean;
  /** Sizes and alignment of the machine: format begins with `@` or with nothing. */
  readonly native: boolean;
}

/** Bytes of each format character where sizes are the standard ones. */
const STANDARD: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  e: 2,
  f: 4,
  d: 8,
  F: 8,
  D: 16,
  s: 1,
  p: 1,
};

/** What differs on 64-bit Linux, whose sizes programs expect. */
const NATIVE: Readonly<Record<string, number>> = { ...STANDARD, l: 8, L: 8, n: 8, N: 8, P: 8 };

/** Boundary of a character where it is not its size. */
const ALIGNMENT: Readonly<Record<string, number>> = { F: 4, D: 8, s: 1, p: 1 };

/** Largest size of a struct. */
const MAX_SIZE = 0x7fff_ffff;

const CACHE: Map<string, Layout> = new Map();

/** Reads a format. Returns what `struct.error` says where it is wrong. */
export function parseFormat(format: string): Layout | string {
  const known = CACHE.get(format);
  if (known !== undefined) return known;
  if (format.includes("\0")) return "embedded null character";
  const first = format[0] ?? "";
  const native = !"=<>!".includes(first) || first === "";
  const sizes = native ? NATIVE : STANDARD;
  const items: Item[] = [];
  let size = 0;
  let at = "@=<>!".includes(first) && first !== "" ? 1 : 0;
  while (at < format.length) {
    let code = format[at++];
    if (/\s/.test(code)) continue;
    let count = 1;
    if (code >= "0" && code <= "9") {
      const digits = /^\d+/.exec(format.slice(at - 1))![0];
      count = Number(digits);
      at += digits.length - 1;
      if (count > MAX_SIZE) return "total struct size too long";
      if (at >= format.length) return "repeat count given without format specifier";
      code = format[at++];
    }
    const bytes = Object.hasOwn(sizes, code) ? sizes[code] : 0;
    if (bytes === 0) return "bad char in struct format";
    if (native) {
      const boundary = ALIGNMENT[code] ?? bytes;
      size = Math.ceil(size / boundary) * boundary;
    }
    if (size + count * bytes > MAX_SIZE) return "total struct size too long";
    if (code === "s" || code === "p") items.push({ code, offset: size, size: count });
    else if (code !== "x") {
      for (let i = 0; i < count; i++) items.push({ code, offset: size + i * bytes, size: bytes });
    }
    size += count * bytes;
  }
  const layout = { items, size, littleEndian: first !== ">" && first !== "!", native };
  if (CACHE.size >= 100) CACHE.clear();
  CACHE.set(format, layout);
  return layout;
}

/** Forgets the formats that have been read. */
export function clearFormats(): void {
  CACHE.clear();
}
