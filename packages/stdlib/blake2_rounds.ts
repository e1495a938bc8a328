/**
 * BLAKE2b and BLAKE2s (RFC 7693) of a whole message.
 *
 * @module
 */

/** The words of a state's beginning: fractional parts of square roots, as for SHA-512. */
const START: readonly bigint[] = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
];

/** Which words of the block each round mixes in, as hexadecimal digits. */
const ORDER: readonly string[] = [
  "0123456789abcdef",
  "ea489fd61c02b753",
  "b8c052fdae367194",
  "7931dcbe265a40f8",
  "905724afe1bc683d",
  "2c6a0b834d75fe19",
  "c51fed4a0763928b",
  "db7ec13950f4862a",
  "6fe9b308c2d714a5",
  "a2847615fb9e3cd0",
];

/** The four words of each of a round's mixings: columns, then diagonals. */
const LANES: readonly string[] = ["048c", "159d", "26ae", "37bf", "05af", "16bc", "278d", "349e"];

/** What tells BLAKE2b from BLAKE2s. */
interface Kind {
  readonly wordBits: bigint;
  readonly rounds: number;
  readonly rotations: readonly bigint[];
}

const BIG: Kind = { wordBits: 64n, rounds: 12, rotations: [32n, 24n, 16n, 63n] };
const SMALL: Kind = { wordBits: 32n, rounds: 10, rotations: [16n, 12n, 8n, 7n] };

function compress(
  kind: Kind,
  state: bigint[],
  block: readonly bigint[],
  count: bigint,
  flags: bigint[],
): void {
  const { wordBits, rounds, rotations } = kind, mask = (1n << wordBits) - 1n;
  const start = START.map((word) => word >> (64n - wordBits));
  const v = [...state, ...start];
  v[12] ^= count & mask;
  v[13] ^= (count >> wordBits) & mask;
  v[14] ^= flags[0];
  v[15] ^= flags[1];
  const rotate = (word: bigint, by: bigint) => (word >> by | word << (wordBits - by)) & mask;
  for (let round = 0; round < rounds; round++) {
    const order = ORDER[round % 10];
    for (let lane = 0; lane < 8; lane++) {
      const [a, b, c, d] = Array.from(LANES[lane], (digit) => parseInt(digit, 16));
      const x = block[parseInt(order[2 * lane], 16)], y = block[parseInt(order[2 * lane + 1], 16)];
      v[a] = (v[a] + v[b] + x) & mask;
      v[d] = rotate(v[d] ^ v[a], rotations[0]);
      v[c] = (v[c] + v[d]) & mask;
      v[b] = rotate(v[b] ^ v[c], rotations[1]);
      v[a] = (v[a] + v[b] + y) & mask;
      v[d] = rotate(v[d] ^ v[a], rotations[2]);
      v[c] = (v[c] + v[d]) & mask;
      v[b] = rotate(v[b] ^ v[c], rotations[3]);
    }
  }
  for (let i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
}

/**
 * The digest of a message.
 *
 * @param small Whether it is BLAKE2s.
 * @param parameters The parameter block: 32 bytes for BLAKE2s, 64 for BLAKE2b; its first byte is the digest's length.
 * @param message The padded key, if there is one, and the data.
 * @param lastNode Whether it is the last node of a tree.
 */
export function blake2(
  small: boolean,
  parameters: Uint8Array,
  message: Uint8Array,
  lastNode: boolean,
): Uint8Array {
  const kind = small ? SMALL : BIG, wordBytes = small ? 4 : 8, blockBytes = wordBytes * 16;
  const words = (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from(
      { length: bytes.length / wordBytes },
      (_, i) => small ? BigInt(view.getUint32(i * 4, true)) : view.getBigUint64(i * 8, true),
    );
  };
  const state = words(parameters).map((word, i) => word ^ START[i] >> (64n - kind.wordBits));
  const ones = (1n << kind.wordBits) - 1n;
  const blocks = Math.max(1, Math.ceil(message.length / blockBytes));
  for (let i = 0; i < blocks; i++) {
    const block = new Uint8Array(blockBytes);
    block.set(message.subarray(i * blockBytes, (i + 1) * blockBytes));
    const last = i === blocks - 1;
    const count = BigInt(last ? message.length : (i + 1) * blockBytes);
    compress(kind, state, words(block), count, [last ? ones : 0n, last && lastNode ? ones : 0n]);
  }
  const digest = new Uint8Array(wordBytes * 8), view = new DataView(digest.buffer);
  state.forEach((word, i) =>
    small ? view.setUint32(i * 4, Number(word), true) : view.setBigUint64(i * 8, word, true)
  );
  return digest.slice(0, parameters[0]);
}
