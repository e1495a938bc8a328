/**
 * SHA-2 (FIPS 180-4): the compression of one block into a state, on words of shared memory.
 *
 * @module
 */

/** The first prime numbers. */
function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((p) => n % p !== 0n)) found.push(n);
  return found;
}

/** The first 64 bits behind the point of a number's square (2) or cube root (3). */
function rootBits(value: bigint, root: 2n | 3n): bigint {
  const scaled = value << (64n * root);
  let x = 1n << 80n;
  for (;;) {
    const y = ((root - 1n) * x + scaled / x ** (root - 1n)) / root;
    if (y >= x) return BigInt.asUintN(64, x);
    x = y;
  }
}

/** The rounds' constants: high halves, low halves. SHA-256 uses the first 64 high halves. */
const K_HIGH: Int32Array = new Int32Array(80);
const K_LOW: Int32Array = new Int32Array(80);
/** Of the square roots of the first primes; empty until all constants are made, when a hash first needs them. */
const ROOTS: bigint[] = [];

function makeConstants(): void {
  const all = primes(80);
  all.forEach((prime, i) => {
    const bits = rootBits(prime, 3n);
    K_HIGH[i] = Number(bits >> 32n);
    K_LOW[i] = Number(bits & 0xffff_ffffn);
  });
  ROOTS.push(...all.slice(0, 16).map((prime) => rootBits(prime, 2n)));
}

/** Writes the state that a hash starts with. */
export function startState(i32: Int32Array, state: number, digestBytes: number): void {
  if (ROOTS.length === 0) makeConstants();
  const first = digestBytes === 28 || digestBytes === 48 ? 8 : 0;
  for (let i = 0; i < 8; i++) {
    const high = Number(ROOTS[first + i] >> 32n), low = Number(ROOTS[first + i] & 0xffff_ffffn);
    if (digestBytes > 32) {
      i32[state + 2 * i] = high;
      i32[state + 2 * i + 1] = low;
    } else i32[state + i] = digestBytes === 28 ? low : high;
  }
}

const W: Int32Array = new Int32Array(160);

function bigEndian(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

/** Takes a block of 64 bytes into a state of 8 words; both are word indices. */
export function compress256(i32: Int32Array, state: number, block: number): void {
  if (ROOTS.length === 0) makeConstants();
  for (let t = 0; t < 16; t++) W[t] = bigEndian(i32[block + t]);
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15], y = W[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = W[t - 16] + s0 + W[t - 7] + s1;
  }
  let a = i32[state], b = i32[state + 1], c = i32[state + 2], d = i32[state + 3];
  let e = i32[state + 4], f = i32[state + 5], g = i32[state + 6], h = i32[state + 7];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + s1 + ((e & f) ^ (~e & g)) + K_HIGH[t] + W[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  i32[state] += a;
  i32[state + 1] += b;
  i32[state + 2] += c;
  i32[state + 3] += d;
  i32[state + 4] += e;
  i32[state + 5] += f;
  i32[state + 6] += g;
  i32[state + 7] += h;
}

/** The eight working words of SHA-512, high and low halves in turn. */
const V: Int32Array = new Int32Array(16);

/** What a sum of low halves carries. */
function carry(total: number): number {
  return Math.floor(total / 0x1_0000_0000);
}

/** Takes a block of 128 bytes into a state of 16 words, high halves first; both are word indices. */
export function compress512(i32: Int32Array, state: number, block: number): void {
  if (ROOTS.length === 0) makeConstants();
  for (let t = 0; t < 32; t++) W[t] = bigEndian(i32[block + t]);
  for (let t = 32; t < 160; t += 2) {
    const xh = W[t - 30], xl = W[t - 29], yh = W[t - 4], yl = W[t - 3];
    const s0h = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7);
    const s0l = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25));
    const s1h = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6);
    const s1l = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26));
    const low = (W[t - 31] >>> 0) + (s0l >>> 0) + (W[t - 13] >>> 0) + (s1l >>> 0);
    W[t + 1] = low;
    W[t] = W[t - 32] + s0h + W[t - 14] + s1h + carry(low);
  }
  for (let i = 0; i < 16; i++) V[i] = i32[state + i];
  for (let t = 0; t < 80; t++) {
    const eh = V[8], el = V[9], ah = V[0], al = V[1];
    const s1h = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
    const s1l = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
    const firstLow = (V[15] >>> 0) + (s1l >>> 0) + (((el & V[11]) ^ (~el & V[13])) >>> 0) + (K_LOW[t] >>> 0) +
      (W[2 * t + 1] >>> 0);
    const first = (V[14] + s1h + ((eh & V[10]) ^ (~eh & V[12])) + K_HIGH[t] + W[2 * t] + carry(firstLow)) | 0;
    const s0h = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
    const s0l = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
    const secondLow = (s0l >>> 0) + (((al & V[3]) ^ (al & V[5]) ^ (V[3] & V[5])) >>> 0);
    const second = s0h + ((ah & V[2]) ^ (ah & V[4]) ^ (V[2] & V[4])) + carry(secondLow);
    const dh = V[6], dl = V[7];
    V.copyWithin(2, 0, 14);
    const low = (firstLow | 0) >>> 0;
    const eLow = (dl >>> 0) + low;
    V[9] = eLow;
    V[8] = dh + first + carry(eLow);
    const aLow = low + ((secondLow | 0) >>> 0);
    V[1] = aLow;
    V[0] = first + second + carry(aLow);
  }
  for (let i = 0; i < 16; i += 2) {
    const low = (i32[state + i + 1] >>> 0) + (V[i + 1] >>> 0);
    i32[state + i + 1] = low;
    i32[state + i] += V[i] + carry(low);
  }
}
