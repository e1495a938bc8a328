/**
 * What a code object tells of its instructions: the instructions themselves in the form of `bytecode/wordcode.ts`, and
 * where in the source each comes from. Offsets (`tb_lasti`, `f_lasti`, `co_lines`) count the bytes of that form;
 * `co_positions` has an entry for every two.
 *
 * @module
 */
import {
  type Address,
  CODE_EXCEPTIONS,
  CODE_STREAM,
  CODE_STREAM_WORDS,
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_FRAME,
  FRAME_OBJECT_LINE,
  TRACEBACK_FRAME,
  TRACEBACK_PC,
  type Value,
} from "@orochi/object";
import { EXCEPTION_ENTRY_WORDS } from "../bytecode/code_unit.ts";
import { PositionReader } from "../bytecode/positions.ts";
import { Wordcode } from "../bytecode/wordcode.ts";
import { LINE_OF_MODULE_CALL, lineOfCall, positionsOf } from "../frames.ts";
import { codeComparison } from "./code_compare.ts";
import { codeReplace } from "./code_replace.ts";
import { operandsText } from "./code_operands.ts";
import { type GetSetDefinition, method, type NativeDefinition } from "../native.ts";
import { FRAME_CODE, FRAME_PC } from "../thread_state.ts";
import { lineTable } from "../tracing/lines.ts";
import type { Vm } from "../vm.ts";

/** Bytes of a code unit. */
const UNIT_BYTES = 2;

/** A copy of a code object's stream. */
function streamOf(vm: Vm, code: Address): Int32Array {
  const first = vm.i32[(code + CODE_STREAM) >>> 2] >>> 2;
  return vm.i32.slice(first, first + vm.i32[(code + CODE_STREAM_WORDS) >>> 2]);
}

/** Of code objects that somebody asked about, which live for ever. */
const wordcodes = new WeakMap<Vm, Map<Address, Wordcode>>();

/** The instructions of a code object, with the lines that have none. */
function wordcodeOf(vm: Vm, code: Address): Wordcode {
  let known = wordcodes.get(vm);
  if (known === undefined) wordcodes.set(vm, known = new Map());
  let wordcode = known.get(code);
  if (wordcode === undefined) known.set(code, wordcode = readWordcode(vm, code));
  return wordcode;
}

function readWordcode(vm: Vm, code: Address): Wordcode {
  const markers = new Map<number, number>();
  for (const [word, before] of lineTable(vm, code).markers) markers.set(word, before.length);
  return new Wordcode(streamOf(vm, code), markers);
}

/** Offset in `co_code` of the instruction that holds a word of the stream. */
function offsetOf(vm: Vm, code: Address, word: number): number {
  return wordcodeOf(vm, code).unitOf(word) * UNIT_BYTES;
}

/** Word of the stream that an offset in `co_code` is about, the other way round. */
export function wordAtOffset(vm: Vm, code: Address, offset: number): number {
  return wordcodeOf(vm, code).wordAt(Math.max(0, offset) / UNIT_BYTES);
}

function numberOrNone(vm: Vm, known: boolean, value: number): Value {
  return known ? vm.newInt(value) : vm.none;
}

/** An iterator over a list of values (stolen; 0 among them is a failure). */
function iteratorOf(vm: Vm, values: Value[]): Value {
  const list = vm.newList(values);
  const iterator = list === 0 ? 0 : vm.iter(list);
  vm.decref(list);
  return iterator;
}

/** Code units that come from one place of the source. */
interface Place {
  readonly start: number;
  readonly end: number;
  /** -1: none. That of a module's call is 0. */
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Where the code units of a code object come from, in their order. */
function placesOf(vm: Vm, code: Address): Place[] {
  const reader = new PositionReader(positionsOf(vm, code).slice());
  const wordcode = wordcodeOf(vm, code);
  const called = lineOfCall(vm, code), places: Place[] = [];
  let end = 0;
  const add = (units: number, line: number, endLine: number, column: number, endColumn: number) => {
    places.push({ start: end, end: end += units, line, endLine, column, endColumn });
  };
  while (reader.nextEntry()) {
    if (end === wordcode.resumeUnit) add(1, called, Math.max(1, called), 0, 0);
    const units = reader.words === 0 ? 1 : wordcode.endOf(reader.pc) - end;
    add(units, reader.line > 0 ? reader.line : -1, reader.endLine, reader.column, reader.endColumn);
  }
  return places;
}

function positions(vm: Vm, code: Address): Value {
  const values: Value[] = [];
  for (const { start, end, line, endLine, column, endColumn } of placesOf(vm, code)) {
    const lines = [line, vm.tellsColumns ? endLine : line], columns = [column, endColumn];
    for (let unit = start; unit < end; unit++) {
      values.push(vm.newTuple([
        ...lines.map((number) => numberOrNone(vm, line >= 0, number)),
        ...columns.map((number) => numberOrNone(vm, line >= 0 && vm.tellsColumns, number)),
      ]));
    }
  }
  return iteratorOf(vm, values);
}

function lines(vm: Vm, code: Address): Value {
  const runs: { start: number; end: number; line: number }[] = [];
  for (const { start, end, line } of placesOf(vm, code)) {
    const last = runs.at(-1);
    if (last?.line === line) last.end = end;
    else runs.push({ start, end, line });
  }
  return iteratorOf(
    vm,
    runs.map(({ start, end, line }) =>
      vm.newTuple([
        vm.newInt(start * UNIT_BYTES),
        vm.newInt(end * UNIT_BYTES),
        numberOrNone(vm, line >= 0, line),
      ])
    ),
  );
}

/**
 * Code units before what a frame is at: where its line is said to be another than that of the instruction that comes next,
 * before what has that line.
 */
function unitOfFrame(vm: Vm, object: Value, frame: Address): number {
  const code = vm.i32[(frame >>> 2) + FRAME_CODE], pc = vm.i32[(frame >>> 2) + FRAME_PC];
  const wordcode = wordcodeOf(vm, code);
  const shown = vm.i32[(object + FRAME_OBJECT_LINE) >>> 2];
  if (shown <= 0) return wordcode.unitOf(pc);
  if (shown === LINE_OF_MODULE_CALL) return wordcode.resumeUnit;
  const { lines, markers } = lineTable(vm, code);
  if (lines[pc] === shown) return wordcode.unitOf(pc);
  for (let word = pc; word >= 0; word--) {
    if (lines[word] === shown) return wordcode.unitOf(word);
    const marker = (markers.get(word) ?? []).findLastIndex(({ line }) => line === shown);
    if (marker >= 0) return wordcode.markersOf(word) + marker;
  }
  return wordcode.resumeUnit;
}

/** Methods of code objects. */
export const codeMethods: readonly NativeDefinition[] = [
  ...codeComparison,
  ...codeReplace,
  method(
    "_varname_from_oparg",
    "($self, /, oparg)",
    (vm, a) => {
      const position = vm.index(vm.i32[a + 1]);
      if (Number.isNaN(position)) return 0;
      const stream = streamOf(vm, vm.i32[a]);
      const word = new Wordcode(stream).wordOf(position);
      if (word >= stream.length) return vm.raiseIndex("tuple index out of range");
      return vm.newStr(operandsText(vm, vm.i32[a], stream, word));
    },
    "Return the operands of the instruction at a position as text.",
  ),
  method(
    "co_positions",
    "($self, /)",
    (vm, a) => positions(vm, vm.i32[a]),
    "Line, end line, column and end column of each code unit.",
  ),
  method(
    "co_lines",
    "($self, /)",
    (vm, a) => lines(vm, vm.i32[a]),
    "Start, end and line of each run of instructions of one line.",
  ),
];

/** Computed attributes of code objects. */
export const codeGetset: readonly GetSetDefinition[] = [
  {
    name: "co_code",
    get: (vm, code) => vm.newBytes(wordcodeOf(vm, code).bytes()),
  },
  { name: "_co_code_adaptive", get: (vm, code) => vm.newBytes(wordcodeOf(vm, code).bytes()) },
  { name: "co_linetable", get: (vm, code) => vm.newBytes(positionsOf(vm, code).slice()) },
  {
    name: "co_exceptiontable",
    get: (vm, code) => {
      const table = vm.i32[(code + CODE_EXCEPTIONS) >>> 2] >>> 2;
      const words = table === 0 ? 0 : vm.i32[table] * EXCEPTION_ENTRY_WORDS;
      const entries = vm.i32.slice(table + 1, table + 1 + words);
      return vm.newBytes(wordcodeOf(vm, code).exceptions(entries));
    },
  },
];

/** `tb_lasti`. */
export const tracebackOffset: GetSetDefinition = {
  name: "tb_lasti",
  get: (vm, traceback) => {
    const frame = vm.i32[(traceback + TRACEBACK_FRAME) >>> 2];
    const code = vm.i32[(frame + FRAME_OBJECT_CODE) >>> 2];
    return vm.newInt(offsetOf(vm, code, vm.i32[(traceback + TRACEBACK_PC) >>> 2]));
  },
};

/** `f_lasti`. */
export const frameOffset: GetSetDefinition = {
  name: "f_lasti",
  get: (vm, self) => {
    const frame = vm.i32[(self + FRAME_OBJECT_FRAME) >>> 2];
    if (frame === 0) return vm.newInt(-1);
    return vm.newInt(unitOfFrame(vm, self, frame) * UNIT_BYTES);
  },
};
