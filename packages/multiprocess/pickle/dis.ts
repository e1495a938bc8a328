/**
 * Looking into pickles without reading them: what `pickletools` does in Python.
 *
 * @module
 */
import { decodeEscapes, decodeLatin1, decodeRawUnicodeEscape, decodeUtf8 } from "./decode.ts";
import { PythonError } from "./errors.ts";
import { decodeLong, floatRepr, parseFloatText, parseIntText } from "./numbers.ts";
import { type ArgumentKind, type Opcode, OPCODE_OF } from "@orochi/stdlib/pickle-opcodes";
import { bytesRepr, stringRepr } from "./repr.ts";
import { PyByteArray, PyFloat } from "./values.ts";

/** One opcode of a pickle. */
export interface Operation {
  /** Which it is. */
  readonly opcode: Opcode;
  /** Its argument, or `undefined`. Floats are {@linkcode PyFloat}. */
  readonly argument: boolean | number | bigint | string | Uint8Array | PyFloat | undefined;
  /** Index of its code. */
  readonly position: number;
  /** Index after its argument. */
  readonly end: number;
}

type Argument = Operation["argument"];

function valueError(message: string): PythonError {
  return new PythonError("ValueError", message);
}

/** Reads arguments of opcodes, one after the other. */
class ArgumentReader {
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array, public position: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Moves over `count` bytes; gives the index of the first. */
  #fixed(count: number, kind: string): number {
    const at = this.position;
    if (at + count > this.bytes.length) {
      this.position = this.bytes.length;
      throw valueError(`not enough data in stream to read ${kind}`);
    }
    this.position += count;
    return at;
  }

  #unsigned8(): bigint {
    return this.#view.getBigUint64(this.#fixed(8, "uint8"), true);
  }

  /** Data whose length was just read. */
  #counted(size: number | bigint, kind: string): Uint8Array {
    const left = this.bytes.length - this.position;
    if (size > 0x7fffffffffffffffn) throw valueError(`${kind} byte count > sys.maxsize: ${size}`);
    if (size > left) {
      this.position = this.bytes.length;
      throw valueError(`expected ${size} bytes in a ${kind}, but only ${left} remain`);
    }
    const at = this.position;
    this.position += Number(size);
    return this.bytes.subarray(at, this.position);
  }

  #long(size: number, kind: string): number | bigint {
    const at = this.#fixed(size, kind);
    return decodeLong(this.bytes, at, at + size);
  }

  #line(kind = "stringnl"): Uint8Array {
    const end = this.bytes.indexOf(0x0a, this.position);
    if (end < 0) throw valueError(`no newline found when trying to read ${kind}`);
    const line = this.bytes.subarray(this.position, end);
    this.position = end + 1;
    return line;
  }

  #name(): string {
    return decodeUtf8(decodeEscapes(this.#line()), false);
  }

  #quoted(): string {
    const line = this.#line();
    const first = line[0];
    if (first !== 0x22 && first !== 0x27) throw valueError(`no string quotes around ${bytesRepr(line)}`);
    if (line[line.length - 1] !== first) {
      const quote = bytesRepr(Uint8Array.of(first));
      throw valueError(`string quote ${quote} not found at both ends of ${bytesRepr(line)}`);
    }
    return decodeLatin1(decodeEscapes(line.subarray(1, -1)));
  }

  #decimal(text: string): bigint {
    const value = parseIntText(text, 10);
    if (value === undefined) {
      const literal = bytesRepr(Uint8Array.from(text, (character) => character.charCodeAt(0)));
      throw valueError(`invalid literal for int() with base 10: ${literal}`);
    }
    return value;
  }

  #float(): PyFloat {
    const text = decodeLatin1(this.#line());
    const value = parseFloatText(text.trim().replace(/(?<=\d)_(?=\d)/g, ""));
    if (value === undefined) {
      const literal = bytesRepr(Uint8Array.from(text, (character) => character.charCodeAt(0)));
      throw valueError(`could not convert string to float: ${literal}`);
    }
    return new PyFloat(value);
  }

  read(kind: ArgumentKind): Argument {
    switch (kind) {
      case "":
        return undefined;
      case "uint1":
        return this.bytes[this.#fixed(1, kind)];
      case "uint2":
        return this.#view.getUint16(this.#fixed(2, kind), true);
      case "int4":
        return this.#view.getInt32(this.#fixed(4, kind), true);
      case "uint4":
        return this.#view.getUint32(this.#fixed(4, kind), true);
      case "uint8":
        return this.#unsigned8();
      case "float8":
        return new PyFloat(this.#view.getFloat64(this.#fixed(8, kind), false));
      case "long1":
        return this.#long(this.read("uint1") as number, kind);
      case "long4": {
        const size = this.read("int4") as number;
        if (size < 0) throw valueError(`long4 byte count < 0: ${size}`);
        return this.#long(size, kind);
      }
      case "decimalnl_short": {
        const text = decodeLatin1(this.#line());
        return text === "00" ? false : text === "01" ? true : this.#decimal(text);
      }
      case "decimalnl_long":
        return this.#decimal(decodeLatin1(this.#line()).replace(/L$/, ""));
      case "floatnl":
        return this.#float();
      case "stringnl":
        return this.#quoted();
      case "stringnl_noescape":
        return this.#name();
      case "stringnl_noescape_pair":
        return `${this.#name()} ${this.#name()}`;
      case "unicodestringnl":
        return decodeRawUnicodeEscape(this.#line(kind));
      case "string1":
        return decodeLatin1(this.#counted(this.read("uint1") as number, kind));
      case "string4": {
        const size = this.read("int4") as number;
        if (size < 0) throw valueError(`string4 byte count < 0: ${size}`);
        return decodeLatin1(this.#counted(size, kind));
      }
      case "unicodestring1":
        return decodeUtf8(this.#counted(this.read("uint1") as number, kind), true);
      case "unicodestring4":
        return decodeUtf8(this.#counted(this.read("uint4") as number, kind), true);
      case "unicodestring8":
        return decodeUtf8(this.#counted(this.#unsigned8(), kind), true);
      case "bytes1":
        return this.#counted(this.read("uint1") as number, kind);
      case "bytes4":
        return this.#counted(this.read("uint4") as number, kind);
      case "bytes8":
        return this.#counted(this.#unsigned8(), kind);
      case "bytearray8":
        return new PyByteArray(this.#counted(this.#unsigned8(), kind));
    }
  }
}

/**
 * The opcodes of a pickle, up to the first STOP.
 *
 * @param pickle Bytes that hold it.
 * @param start Where it starts.
 * @throws {PythonError} ValueError, as `pickletools.genops` raises it, at the opcode that is wrong.
 *
 * @example Usage
 * ```ts
 * import { dumps, genops } from "@orochi/multiprocess/pickle";
 * import { assertEquals } from "@std/assert";
 *
 * const names = Array.from(genops(dumps(7, { protocol: 2 })), ({ opcode }) => opcode.name);
 * assertEquals(names, ["PROTO", "BININT1", "STOP"]);
 * ```
 */
export function* genops(pickle: Uint8Array, start = 0): Generator<Operation> {
  const reader = new ArgumentReader(pickle, start);
  for (;;) {
    const position = reader.position;
    if (position >= pickle.length) throw valueError("pickle exhausted before seeing STOP");
    const opcode = OPCODE_OF[pickle[position]];
    if (opcode === undefined) {
      throw valueError(
        `at position ${position}, opcode ${bytesRepr(pickle.subarray(position, position + 1))} unknown`,
      );
    }
    reader.position++;
    const argument = reader.read(opcode.argument);
    yield { opcode, argument, position, end: reader.position };
    if (opcode.name === "STOP") return;
  }
}

/** How to disassemble. */
export interface DisOptions {
  /** Blanks for each MARK that is open; 4 by default. */
  indent?: number;
  /** Takes each line as it is made, without its line end. Lines before an error are only seen here. */
  write?: (line: string) => void;
  /** Memo of pickles that the same pickler wrote before; changed. */
  memo?: Map<number, string>;
}

/**
 * A readable listing of a pickle, as `pickletools.dis` prints it.
 *
 * @param pickle Bytes that hold it.
 * @param options How to list.
 * @returns The listing.
 * @throws {PythonError} ValueError if the pickle's opcodes don't fit together.
 */
export function dis(pickle: Uint8Array, options: DisOptions = {}): string {
  const lines: string[] = [];
  const write = (line: string) => {
    lines.push(line);
    options.write?.(line);
  };
  const indent = " ".repeat(options.indent ?? 4);
  const memo = options.memo ?? new Map<number, string>();
  const stack: string[] = [];
  const marks: number[] = [];
  let highest = -1;
  for (const { opcode, argument, position } of genops(pickle)) {
    const { name, before } = opcode;
    let after = opcode.after;
    let count = before.length;
    let note = "";
    let problem = "";
    highest = Math.max(highest, opcode.protocol);
    const depth = marks.length;
    if (before.includes("mark") || (name === "POP" && stack.at(-1) === "mark")) {
      const mark = marks.pop();
      if (mark === undefined) problem = "no MARK exists on stack";
      else {
        note = `(MARK at ${mark})`;
        stack.length = stack.lastIndexOf("mark");
        count = Math.max(0, before.indexOf("mark"));
      }
    }
    if (/PUT$|^MEMOIZE$/.test(name)) {
      const index = name === "MEMOIZE" ? memo.size : Number(argument);
      if (name === "MEMOIZE") note = `(as ${index})`;
      const top = stack.at(-1);
      if (top === undefined) problem = "stack is empty -- can't store into memo";
      else if (top === "mark") problem = "can't store markobject in the memo";
      else memo.set(index, top);
    } else if (/GET$/.test(name)) {
      const known = memo.get(Number(argument));
      if (known === undefined) problem = `memo key ${repr(argument, name)} has never been stored into`;
      else after = [known];
    }
    const code = stringRepr(String.fromCharCode(opcode.code), true).slice(1, -1);
    let line = `${String(position).padStart(5)}: ${code.padEnd(4)} ${indent.repeat(depth)}${name}`;
    if (argument !== undefined || note !== "") line += " ".repeat(Math.max(0, 10 - name.length));
    if (argument !== undefined) line += ` ${repr(argument, name)}`;
    if (note !== "") line += ` ${note}`;
    write(line);
    if (problem !== "") throw valueError(problem);
    if (stack.length < count) {
      throw valueError(`tries to pop ${count} items from stack with only ${stack.length} items`);
    }
    stack.length -= count;
    if (after.includes("mark")) marks.push(position);
    stack.push(...after);
  }
  write(`highest protocol among opcodes = ${highest}`);
  if (stack.length > 0) throw valueError(`stack not empty after STOP: [${stack.join(", ")}]`);
  return lines.join("\n") + "\n";
}

function repr(argument: Argument, opcode: string): string {
  if (typeof argument === "string") return stringRepr(argument, opcode.endsWith("STRING"));
  if (argument instanceof PyFloat) return floatRepr(argument.value);
  if (argument instanceof PyByteArray) return `bytearray(${bytesRepr(argument)})`;
  if (argument instanceof Uint8Array) return bytesRepr(argument);
  if (typeof argument === "boolean") return argument ? "True" : "False";
  return String(argument);
}
