/**
 * BLAKE2b and BLAKE2s (RFC 7693) of a whole message.
 *
 * @module
 */

/** The words of a state's beginning, low halves first: fractional parts of square roots, as for SHA-512. */
const START: Int32Array = Int32Array.of(
  0xf3bcc908,
  0x6a09e667,
  0x84caa73b,
  0xbb67ae85,
  0xfe94f82b,
  0x3c6ef372,
  0x5f1d36f1,
  0xa54ff53a,
  0xade682d1,
  0x510e527f,
  0x2b3e6c1f,
  0x9b05688c,
  0xfb41bd6b,
  0x1f83d9ab,
  0x137e2179,
  0x5be0cd19,
);
/** The same of BLAKE2s: their high halves. */
const START_SMALL: Int32Array = START.filter((_, i) => i % 2 === 1);

/** Which words of the block each round mixes in, as hexadecimal digits. */
const ORDER: readonly Uint8Array[] = [
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
].map((digits) => Uint8Array.from(digits, (digit) => parseInt(digit, 16)));

/** The four words of each of a round's mixings: columns, then diagonals. */
const LANES: readonly Uint8Array[] = ["048c", "159d", "26ae", "37bf", "05af", "16bc", "278d", "349e"].map(
  (digits) => Uint8Array.from(digits, (digit) => parseInt(digit, 16)),
);

/** v[a] += v[b] + (low, high), of words of 64 bits in two halves. */
function addWide(v: Int32Array, a: number, b: number, low: number, high: number): void {
  const sum = (v[a] >>> 0) + (v[b] >>> 0) + (low >>> 0);
  v[a] = sum;
  v[a + 1] = v[a + 1] + v[b + 1] + high + Math.floor(sum / 0x1_0000_0000);
}

/** v[a] = (v[a] ^ v[b]) rotated to the right, by less than 32 bits or, where `swapped`, by 32 more. */
function mixWide(v: Int32Array, a: number, b: number, bits: number, swapped: boolean): void {
  const x = v[a] ^ v[b], y = v[a + 1] ^ v[b + 1];
  const low = swapped ? y : x, high = swapped ? x : y;
  v[a] = bits === 0 ? low : low >>> bits | high << (32 - bits);
  v[a + 1] = bits === 0 ? high : high >>> bits | low << (32 - bits);
}

/** Mixes a block of BLAKE2b into the state; both in halves of words. */
function compressBig(state: Int32Array, block: Int32Array, count: number, last: number, node: number): void {
  const v = new Int32Array(32);
  v.set(state);
  v.set(START, 16);
  v[24] ^= count;
  v[25] ^= Math.floor(count / 0x1_0000_0000);
  v[28] ^= last;
  v[29] ^= last;
  v[30] ^= node;
  v[31] ^= node;
  for (let round = 0; round < 12; round++) {
    const order = ORDER[round % 10];
    for (let lane = 0; lane < 8; lane++) {
      const words = LANES[lane], a = words[0] * 2, b = words[1] * 2, c = words[2] * 2, d = words[3] * 2;
      const x = order[2 * lane] * 2, y = order[2 * lane + 1] * 2;
      addWide(v, a, b, block[x], block[x + 1]);
      mixWide(v, d, a, 0, true);
      addWide(v, c, d, 0, 0);
      mixWide(v, b, c, 24, false);
      addWide(v, a, b, block[y], block[y + 1]);
      mixWide(v, d, a, 16, false);
      addWide(v, c, d, 0, 0);
      mixWide(v, b, c, 31, true);
    }
  }
  for (let i = 0; i < 16; i++) state[i] ^= v[i] ^ v[i + 16];
}

/** Mixes a block of BLAKE2s into the state. */
function compressSmall(
  state: Int32Array,
  block: Int32Array,
  count: number,
  last: number,
  node: number,
): void {
  const v = new Int32Array(16);
  v.set(state);
  v.set(START_SMALL, 8);
  v[12] ^= count;
  v[13] ^= Math.floor(count / 0x1_0000_0000);
  v[14] ^= last;
  v[15] ^= node;
  const mix = (a: number, b: number, bits: number) => {
    const x = v[a] ^ v[b];
    v[a] = x >>> bits | x << (32 - bits);
  };
  for (let round = 0; round < 10; round++) {
    const order = ORDER[round];
    for (let lane = 0; lane < 8; lane++) {
      const [a, b, c, d] = LANES[lane];
      v[a] += v[b] + block[order[2 * lane]];
      mix(d, a, 16);
      v[c] += v[d];
      mix(b, c, 12);
      v[a] += v[b] + block[order[2 * lane + 1]];
      mix(d, a, 8);
      v[c] += v[d];
      mix(b, c, 7);
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
  const blockBytes = small ? 64 : 128, start = small ? START_SMALL : START;
  const state = new Int32Array(start.length), given = new DataView(parameters.buffer, parameters.byteOffset);
  for (let i = 0; i < state.length; i++) state[i] = start[i] ^ given.getInt32(i * 4, true);
  const block = new Uint8Array(blockBytes), words = new Int32Array(blockBytes / 4);
  const view = new DataView(block.buffer), compress = small ? compressSmall : compressBig;
  const blocks = Math.max(1, Math.ceil(message.length / blockBytes));
  for (let i = 0; i < blocks; i++) {
    const last = i === blocks - 1;
    if (last) block.fill(0);
    block.set(message.subarray(i * blockBytes, (i + 1) * blockBytes));
    for (let k = 0; k < words.length; k++) words[k] = view.getInt32(k * 4, true);
    compress(
      state,
      words,
      last ? message.length : (i + 1) * blockBytes,
      last ? -1 : 0,
      last && lastNode ? -1 : 0,
    );
  }
  const digest = new Uint8Array(state.length * 4), result = new DataView(digest.buffer);
  state.forEach((word, i) => result.setInt32(i * 4, word, true));
  return digest.slice(0, parameters[0]);
}
