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
    const buffers = [new Uint8Array(8), new Uint8Array(100)];
    loads(bytes, { allow: ["*"], maxMemory: FUZZ_MEMORY, persistentLoad: (id) => [id], buffers });
    return "value";
  } catch (error) {
    if (error instanceof PythonError) return "error";
    throw new Error(`not an error of Python's, for ${bytes.toBase64()}`, { cause: error });
  }
}

/** Globals that readers know, in the form of GLOBAL: what they are called with is where bounds matter. */
const NAMES: readonly string[] = [
  "builtins\nbytearray",
  "builtins\nbytes",
  "builtins\nset",
  "builtins\nfrozenset",
  "builtins\ncomplex",
  "builtins\nrange",
  "builtins\nslice",
  "builtins\ngetattr",
  "builtins\nValueError",
  "_codecs\nencode",
  "array\n_array_reconstructor",
  "array\narray",
  "collections\nOrderedDict",
  "collections\ndeque",
  "collections\nCounter",
  "collections\ndefaultdict",
  "copyreg\n_reconstructor",
  "copyreg\n__newobj__",
  "datetime\ndatetime",
  "datetime\ndate",
  "datetime\ntimedelta",
  "datetime\ntimezone",
  "decimal\nDecimal",
  "fractions\nFraction",
  "functools\npartial",
  "uuid\nUUID",
  "shapes\nPoint",
];

/** Numbers that bounds are likely to be wrong at. */
const EDGES: readonly number[] = [
  0,
  1,
  2,
  3,
  10,
  127,
  128,
  255,
  256,
  65535,
  0x7fffffff,
  0x80000000,
  0xffffffff,
];

/** The argument of an opcode, mostly one that fits it. */
function argumentOf(kind: string, random: (below: number) => number): number[] {
  const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
  const data = (): number[] =>
    Array.from({ length: random(12) }, () => random(100) === 0 ? random(256) : 97 + random(26));
  const number = (): number => random(3) === 0 ? EDGES[random(EDGES.length)] : random(12);
  const little = (value: number, bytes: number): number[] =>
    Array.from({ length: bytes }, (_, k) => k < 4 ? value >>> 8 * k & 255 : 0);
  const sized = /^(?:bytes|string|unicodestring|bytearray|long)([148])$/.exec(kind);
  if (sized !== null) {
    const content = data(), length = random(40) === 0 ? number() : content.length;
    return [...little(length, Number(sized[1])), ...content];
  }
  const plain = /^u?int([1248])$/.exec(kind);
  if (plain !== null) return little(number(), Number(plain[1]));
  switch (kind) {
    case "":
      return [];
    case "float8":
      return Array.from({ length: 8 }, () => random(256));
    case "stringnl":
      return ascii(`'${String.fromCharCode(...data())}'\n`);
    case "stringnl_noescape_pair":
      return ascii(NAMES[random(NAMES.length)] + "\n");
    case "floatnl":
      return ascii(`${number()}.${number()}e${random(400)}\n`);
    default:
      return random(2) === 0 ? ascii(`${number()}\n`) : [...data(), 10];
  }
}

/** A program for the stack machine that no pickler has written: opcodes at random that mostly find what they take. */
export function program(random: (below: number) => number): Uint8Array {
  const bytes = random(2) === 0 ? [0x80, random(6)] : [];
  const marks: number[] = [];
  let depth = 0;
  const add = (code: number): void => {
    const { argument, before, after } = OPCODES.find((opcode) => opcode.code === code)!;
    bytes.push(code, ...argumentOf(argument, random));
    if (before.includes("mark")) depth = (marks.pop() ?? 0) - before.indexOf("mark");
    else depth -= before.length;
    if (after.includes("mark")) marks.push(depth);
    else depth += after.length;
    depth = Math.max(depth, 0);
  };
  for (let left = 1 + random(60); left > 0; left--) {
    const { code, before } = OPCODES[random(OPCODES.length)];
    const fits = before.includes("mark") ? marks.length > 0 : before.length <= depth - (marks.at(-1) ?? 0);
    // Codes of extensions that nobody registered, and values of a memo that has few, would end most programs early.
    const likely = code !== 0x67 && code !== 0x68 && code !== 0x6a && (code < 0x80 || code > 0x84);
    if ((!fits && random(30) > 0) || (!likely && random(10) > 0) || (code === 0x2e && left > 1)) continue;
    // A name with arguments that is called, or is given a state: chance alone would seldom put them in order.
    if (random(4) === 0) {
      for (const step of [0x63, random(2) === 0 ? 0x4a : 0x8c, 0x85, [0x52, 0x81][random(2)]]) add(step);
    } else add(code);
  }
  bytes.push(0x2e);
  return Uint8Array.from(bytes);
}
