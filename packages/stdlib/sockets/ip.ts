/**
 * IP addresses as text and as bytes, without asking anyone.
 *
 * @module
 */

/** An IPv4 address as `inet_pton` reads it: four decimal numbers. Null for what is none. */
export function parseIPv4(text: string): Uint8Array | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  const parts = match.slice(1).map(Number);
  const good = parts.every((part, i) => part < 256 && String(part) === match[i + 1]);
  return good ? Uint8Array.from(parts) : null;
}

/** An IPv4 address as `inet_aton` reads it: one to four numbers, decimal, octal or hexadecimal. */
export function parseLooseIPv4(text: string): Uint8Array | null {
  const parts = text.trim().split(/\s/)[0].split(".");
  if (parts.length > 4) return null;
  const numbers = parts.map((part) =>
    /^0x[0-9a-f]+$/i.test(part)
      ? parseInt(part, 16)
      : /^0[0-7]*$/.test(part)
      ? parseInt(part, 8)
      : /^[1-9]\d*$/.test(part)
      ? Number(part)
      : NaN
  );
  const last = numbers.pop()!;
  if (!numbers.every((number) => number < 256) || !(last < 2 ** (8 * (4 - numbers.length)))) return null;
  const bytes = new Uint8Array(4);
  bytes.set(numbers);
  for (let i = 3, rest = last; i >= numbers.length; i--) {
    [bytes[i], rest] = [rest & 255, Math.floor(rest / 256)];
  }
  return bytes;
}

/** An IPv4 address as text. */
export function formatIPv4(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4)).join(".");
}

/** An IPv6 address without a zone, as `inet_pton` reads it (RFC 4291, 2.2). Null for what is none. */
export function parseIPv6(text: string): Uint8Array | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const tail = parseIPv4(dotted[2]);
    if (tail === null) return null;
    const word = (i: number) => (tail[i] << 8 | tail[i + 1]).toString(16);
    return parseIPv6(`${dotted[1]}${word(0)}:${word(2)}`);
  }
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const groups = halves.map((half) => half === "" ? [] : half.split(":"));
  if (!groups.flat().every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  const count = groups.flat().length;
  if (halves.length === 2 ? count > 7 : count !== 8) return null;
  const zeros = Array<string>(8 - count).fill("0");
  const words = [...groups[0], ...zeros, ...groups[1] ?? []].map((group) => parseInt(group, 16));
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 255]));
}

/** An IPv6 address as text, as short as RFC 5952 has it. */
export function formatIPv6(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, i) => bytes[2 * i] << 8 | bytes[2 * i + 1]);
  let start = -1, length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && words[end] === 0) end++;
    if (end - i > length) [start, length] = [i, end - i];
  }
  const hex = (from: number, to: number) => words.slice(from, to).map((word) => word.toString(16)).join(":");
  const embedded = words.slice(0, 5).every((word) => word === 0) &&
    (words[5] === 0xffff || words[5] === 0 && words[6] !== 0);
  if (embedded) return `${words[5] === 0 ? "::" : "::ffff:"}${formatIPv4(bytes.subarray(12))}`;
  return start < 0 ? hex(0, 8) : `${hex(0, start)}::${hex(start + length, 8)}`;
}
