/**
 * Damages pickles at random, from a seed, to see that reading them fails as it should.
 *
 * @module
 */
import { loads } from "../unpickler.ts";
import { PythonError } from "../errors.ts";
import { OPCODES } from "@orochi/stdlib/pickle-opcodes";

/** Bytes of memory that a damaged pickle may take. */
export const FUZZ_MEMORY: number = 4 * 2 ** 20;

/** A generator of random numbers (sfc32) from a seed. */
export function randomFrom(seed: number): (below: number) => number {
  let a = 0x9e3779b9, b = 0x243f6a88, c = 0xb7e15162, counter = seed | 0;
  const next = (): number => {
    const sum = (a + b | 0) + counter | 0;
    counter = counter + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + sum | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return (below) => next() % below;
}

/** A damaged copy of a pickle, of which at most 400 bytes are used. */
export function mutate(pickle: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = Array.from(pickle.subarray(0, 400));
  const anyOpcode = (): number => OPCODES[random(OPCODES.length)].code;
  for (let left = 1 + (random(2) === 0 ? random(8) : 0); left > 0; left--) {
    const at = random(bytes.length + 1);
    switch (random(8)) {
      case 0:
        bytes = bytes.slice(0, at);
        break;
      case 1:
        bytes[Math.min(at, bytes.length)] = random(256);
        break;
      case 2:
        bytes.splice(at, 0, anyOpcode());
        break;
      case 3:
        bytes[Math.min(at, bytes.length)] = anyOpcode();
        break;
      case 4:
        bytes.splice(at, 1 + random(6));
        break;
      case 5: {
        const start = random(bytes.length + 1);
        bytes.splice(at, 0, ...bytes.slice(start, start + 1 + random(16)));
        break;
      }
      case 6:
        // Loops can't exist, but doubling can: a few bytes that make each other larger.
        for (let k = random(30); k > 0; k--) bytes.splice(at, 0, 0x32, 0x86);
        break;
      case 7:
        bytes.splice(at, 0, ...Array.from({ length: 4 }, () => random(3) === 0 ? 255 : random(256)));
        break;
    }
  }
  return Uint8Array.from(bytes);
}

/** What came of reading a damaged pickle. */
export type Outcome = "value" | "error";

/**
 * Reads a damaged pickle.
 *
 * @returns Whether it could be read.
 * @throws Whatever is no error of Python's: that is a bug.
 */
export function attempt(bytes: Uint8Array): Outcome {
  try {
    loads(bytes, { allow: ["*"], maxMemory: FUZZ_MEMORY });
    return "value";
  } catch (error) {
    if (error instanceof PythonError) return "error";
    throw new Error(`not an error of Python's, for ${bytes.toBase64()}`, { cause: error });
  }
}
