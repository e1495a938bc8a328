/**
 * What a code object tells of its instructions: the instructions themselves in the form of `bytecode/wordcode.ts`, and
 * where in the source each comes from. Offsets (`tb_lasti`, `f_lasti`, `co_lines`) count the bytes of that form;
 * `co_positions` has an entry for every two.
 *
 * @module
 */
import {
  type Address,
  CODE_BYTES,
  CODE_EXCEPTIONS,
  CODE_FILENAME,
  CODE_FIRST_LINE,
  CODE_FLAGS,
  CODE_NAME,
  CODE_QUALNAME,
  CODE_STREAM,
  CODE_STREAM_WORDS,
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_FRAME,
  T_CODE,
  TRACEBACK_FRAME,
  TRACEBACK_PC,
  type Value,
} from "@orochi/object";
import { CO_HAS_DOCSTRING, EXCEPTION_ENTRY_WORDS } from "../bytecode/code_unit.ts";
import { PositionReader } from "../bytecode/positions.ts";
import { Wordcode } from "../bytecode/wordcode.ts";
import { positionsOf } from "../frames.ts";
import { codeComparison } from "./code_compare.ts";
import { operandsText } from "./code_operands.ts";
import { type GetSetDefinition, method, type NativeDefinition } from "../native.ts";
import { FRAME_CODE, FRAME_PC } from "../thread_state.ts";
import type { Vm } from "../vm.ts";

/** Bytes of a code unit. */
const UNIT_BYTES = 2;

/** A copy of a code object's stream. */
function streamOf(vm: Vm, code: Address): Int32Array {
  const first = vm.i32[(code + CODE_STREAM) >>> 2] >>> 2;
  return vm.i32.slice(first, first + vm.i32[(code + CODE_STREAM_WORDS) >>> 2]);
}

/** Offset in `co_code` of the instruction that holds a word of the stream. */
function offsetOf(vm: Vm, code: Address, word: number): number {
  return new Wordcode(streamOf(vm, code)).unitOf(word) * UNIT_BYTES;
}

/** Word of the stream that an offset in `co_code` is about, the other way round. */
export function wordAtOffset(vm: Vm, code: Address, offset: number): number {
  const stream = new Wordcode(streamOf(vm, code));
  return stream.wordAt(Math.max(0, offset) / UNIT_BYTES);
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

function positions(vm: Vm, code: Address): Value {
  const reader = new PositionReader(positionsOf(vm, code).slice());
  const wordcode = new Wordcode(streamOf(vm, code));
  const values: Value[] = [];
  while (reader.next()) {
    const known = reader.line > 0;
    const units = wordcode.unitOf(reader.pc + reader.words) - wordcode.unitOf(reader.pc);
    for (let unit = 0; unit < units; unit++) {
      values.push(vm.newTuple([
        numberOrNone(vm, known, reader.line),
        numberOrNone(vm, known, reader.endLine),
        numberOrNone(vm, known, reader.column),
        numberOrNone(vm, known, reader.endColumn),
      ]));
    }
  }
  return iteratorOf(vm, values);
}

function lines(vm: Vm, code: Address): Value {
  const reader = new PositionReader(positionsOf(vm, code).slice());
  const wordcode = new Wordcode(streamOf(vm, code));
  const values: Value[] = [];
  let start = 0, end = 0, line = -1;
  const finishRun = () => {
    if (end === start) return;
    values.push(vm.newTuple([
      vm.newInt(start * UNIT_BYTES),
      vm.newInt(end * UNIT_BYTES),
      numberOrNone(vm, line > 0, line),
    ]));
  };
  while (reader.next()) {
    if (reader.line !== line) {
      finishRun();
      start = wordcode.unitOf(reader.pc);
      line = reader.line;
    }
    end = wordcode.unitOf(reader.pc + reader.words);
  }
  finishRun();
  return iteratorOf(vm, values);
}

/** `replace(co_flags=..., ...)`: the same instructions under other names; immortal as all code. */
function replace(vm: Vm, code: Address, a: number): Value {
  const made = vm.alloc(T_CODE, CODE_BYTES);
  if (made === 0) return 0;
  vm.rc.immortalise(made);
  for (let offset = 4; offset < CODE_BYTES; offset += 4) {
    vm.i32[(made + offset) >>> 2] = vm.i32[(code + offset) >>> 2];
  }
  for (const [k, offset] of [[1, CODE_FLAGS], [2, CODE_FIRST_LINE]]) {
    if (vm.i32[a + k] === 0) continue;
    const number = vm.index(vm.i32[a + k]);
    if (Number.isNaN(number)) return 0;
    const kept = offset === CODE_FLAGS ? vm.i32[(code + offset) >>> 2] & CO_HAS_DOCSTRING : 0;
    vm.i32[(made + offset) >>> 2] = number | kept;
  }
  for (const [k, offset] of [[3, CODE_NAME], [4, CODE_QUALNAME], [5, CODE_FILENAME]]) {
    const text = vm.i32[a + k];
    if (text === 0) continue;
    if (!vm.isStr(text)) return vm.raiseType(`replace() argument must be str, not ${vm.typeName(text)}`);
    vm.i32[(made + offset) >>> 2] = vm.intern(vm.js(text));
  }
  return made;
}

/** Methods of code objects. */
export const codeMethods: readonly NativeDefinition[] = [
  ...codeComparison,
  method(
    "replace",
    "($self, /, *, co_flags=0, co_firstlineno=0, co_name='', co_qualname='', co_filename='')",
    (vm, a) => replace(vm, vm.i32[a], a),
    "Return a copy of the code object with other values.",
  ),
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
    get: (vm, code) => vm.newBytes(new Wordcode(streamOf(vm, code)).bytes()),
  },
  { name: "_co_code_adaptive", get: (vm, code) => vm.newBytes(new Wordcode(streamOf(vm, code)).bytes()) },
  { name: "co_linetable", get: (vm, code) => vm.newBytes(positionsOf(vm, code).slice()) },
  {
    name: "co_exceptiontable",
    get: (vm, code) => {
      const table = vm.i32[(code + CODE_EXCEPTIONS) >>> 2] >>> 2;
      const words = table === 0 ? 0 : vm.i32[table] * EXCEPTION_ENTRY_WORDS;
      const entries = vm.i32.slice(table + 1, table + 1 + words);
      return vm.newBytes(new Wordcode(streamOf(vm, code)).exceptions(entries));
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
    const word = frame >>> 2;
    return vm.newInt(offsetOf(vm, vm.i32[word + FRAME_CODE], vm.i32[word + FRAME_PC]));
  },
};
