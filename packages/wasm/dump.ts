/**
 * Decodes a function that a builder wrote into readable text, indented as it nests.
 *
 * @module
 */
import type { FunctionBuilder } from "./function_builder.ts";
import { type InstructionRow, WASM_INSTRUCTIONS } from "./opcodes.ts";
import { typeName } from "./types.ts";

const ROWS = new Map<number, InstructionRow>(
  WASM_INSTRUCTIONS.map((row) => [(row[1] << 16) | row[2], row]),
);

/** Reads the encodings that the builder writes, in order. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#at;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#at++];
  }

  unsigned(): number {
    let value = 0, shift = 0;
    for (;;) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) return value >>> 0;
    }
  }

  signed(): bigint {
    let value = 0n, shift = 0n;
    for (;;) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      shift += 7n;
      if (byte < 0x80) return BigInt.asIntN(Number(shift), value);
    }
  }

  float(bytes: 4 | 8): string {
    const view = new DataView(this.#bytes.slice(this.#at, this.#at + bytes).buffer);
    this.#at += bytes;
    return String(bytes === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true));
  }

  hex(bytes: number): string {
    const slice = this.#bytes.subarray(this.#at, this.#at += bytes);
    return "0x" + [...slice].reverse().map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

function operands(reader: Reader, row: InstructionRow, functionName: (index: number) => string): string {
  switch (row[3]) {
    case "":
      return "";
    case "block": {
      const type = reader.byte();
      return type === 0x40 ? "" : ` (result ${typeName(type)})`;
    }
    case "label":
    case "local":
    case "global":
      return ` ${reader.unsigned()}`;
    case "labels": {
      const count = reader.unsigned() + 1;
      return Array.from({ length: count }, () => ` ${reader.unsigned()}`).join("");
    }
    case "function":
      return ` $${functionName(reader.unsigned())}`;
    case "indirect": {
      const type = reader.unsigned();
      return ` ${reader.unsigned()} (type ${type})`;
    }
    case "memory": {
      reader.byte(); // alignment: always the natural one
      const offset = reader.unsigned();
      return offset === 0 ? "" : ` offset=${offset}`;
    }
    case "zero":
      reader.byte();
      return "";
    case "zero2":
      reader.byte();
      reader.byte();
      return "";
    case "i32":
    case "i64":
      return ` ${reader.signed()}`;
    case "f32":
      return ` ${reader.float(4)}`;
    case "f64":
      return ` ${reader.float(8)}`;
    case "v128":
      return ` ${reader.hex(16)}`;
  }
}

/**
 * The text of a function, complete or not.
 *
 * @param builder The function.
 * @param functionName Gives the name of a callee by its index.
 */
export function dumpFunction(builder: FunctionBuilder, functionName: (index: number) => string): string {
  const params = builder.type.params.map((type) => ` (param ${typeName(type)})`).join("");
  const results = builder.type.results.map((type) => ` (result ${typeName(type)})`).join("");
  const lines = [`(func $${builder.name}${params}${results}`];
  if (builder.locals.length > 0) {
    const first = builder.type.params.length;
    lines.push(
      "  " + builder.locals.map((type, index) => `(local ${first + index} ${typeName(type)})`).join(" "),
    );
  }
  const reader = new Reader(builder.code());
  let depth = 1, noted = 0;
  while (!reader.done) {
    for (; noted < builder.notes.length && builder.notes[noted][0] <= reader.position; noted++) {
      lines.push(`${"  ".repeat(depth)};; ${builder.notes[noted][1]}`);
    }
    const first = reader.byte();
    const prefix = first >= 0xfc ? first : 0;
    const code = prefix === 0 ? first : reader.unsigned();
    const row = ROWS.get((prefix << 16) | code) as InstructionRow;
    const name = row[0];
    if (name === "end" && --depth === 0) break;
    const shown = name === "else" ? depth - 1 : depth;
    lines.push("  ".repeat(shown) + name + operands(reader, row, functionName));
    if (name === "block" || name === "loop" || name === "if") depth++;
  }
  lines.push(")");
  return lines.join("\n");
}
