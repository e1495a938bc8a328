/**
 * Code objects for tests of the analysis: compiled from source, laid out in plain words.
 *
 * @module
 */
import {
  CODE_ARGCOUNT,
  CODE_BYTES,
  CODE_CACHE,
  CODE_EXCEPTIONS,
  CODE_FLAGS,
  CODE_KWONLY,
  CODE_LOCALS,
  CODE_REGISTERS,
  CODE_STREAM,
  CODE_STREAM_WORDS,
} from "@orochi/object";
import { parse } from "@orochi/syntax";
import type { CodeUnit } from "@orochi/vm/bytecode";
import { compileModule } from "@orochi/vm/compiler";
import { type Code, decode } from "./decode.ts";

/** Where the code object lies. */
const ADDRESS = 64;
/** First word of its inline caches, as made up here. */
export const TEST_CACHE = 1000;

/** The first function of a source, as the compiler gives it; names in its stream are their positions. */
export function compileFunction(source: string): CodeUnit {
  const unit = compileModule(parse(source), { filename: "test.py" });
  for (const constant of unit.constants) if (constant.type === "code") return constant.unit;
  throw new Error("There is no function in the source");
}

/** The decoded code object of a unit. */
export function decodeUnit(unit: CodeUnit): Code {
  const stream = ADDRESS + CODE_BYTES, table = stream + unit.stream.length * 4;
  const i32 = new Int32Array((table >>> 2) + 1 + unit.exceptionTable.length);
  i32.set(unit.stream, stream >>> 2);
  i32[table >>> 2] = unit.exceptionTable.length / 4;
  i32.set(unit.exceptionTable, (table >>> 2) + 1);
  const fields: [number, number][] = [
    [CODE_STREAM, stream],
    [CODE_STREAM_WORDS, unit.stream.length],
    [CODE_EXCEPTIONS, unit.exceptionTable.length === 0 ? 0 : table],
    [CODE_FLAGS, unit.flags],
    [CODE_ARGCOUNT, unit.argCount],
    [CODE_KWONLY, unit.kwOnlyCount],
    [CODE_LOCALS, unit.localCount],
    [CODE_REGISTERS, unit.registerCount],
    [CODE_CACHE, TEST_CACHE],
  ];
  for (const [offset, value] of fields) i32[(ADDRESS + offset) >>> 2] = value;
  return decode(i32, ADDRESS);
}

/** The decoded code object of the first function of a source. */
export function decodeFunction(source: string): Code {
  return decodeUnit(compileFunction(source));
}
