/**
 * The text streams `sys.stdout` and `sys.stderr`: UTF-8, buffered by line on a terminal, else in blocks.
 *
 * @module
 */
import { NONE, PARTS_BYTES, PARTS_FIRST, PARTS_SECOND, PARTS_THIRD, T_NATIVE_OBJECT, tagInt, type Value } from "@orochi/object";
import { method, type TypeDefinition, type Vm } from "@orochi/vm";
import { getState, setState } from "./state.ts";

/** Words of a stream: file descriptor, list of strs not yet written (0 for none), their characters. */
const DESCRIPTOR = PARTS_FIRST, PENDING = PARTS_SECOND, CHARACTERS = PARTS_THIRD;
/** Characters that are kept back before they are written. */
const BUFFER_CHARACTERS = 8192;
const ENCODER = new TextEncoder();

function descriptorOf(vm: Vm, stream: Value): number {
  return vm.i32[(stream + DESCRIPTOR) >>> 2] >> 1;
}

/** Where the stream of a file descriptor is kept for the end of the program. */
function stateName(fd: number): string {
  return `text_stream.${fd}`;
}

/** Writes what the stream of a file descriptor has kept back. False: OSError is set. */
export function flushStream(vm: Vm, fd: number): boolean {
  const stream = getState(vm, stateName(fd));
  return stream === 0 || flush(vm, stream);
}

/** All threads append to one list, and write while they hold the stream: what one writes at once stays together. */
function flush(vm: Vm, stream: Value): boolean {
  vm.lock.begin(stream);
  const pending = vm.i32[(stream + PENDING) >>> 2];
  vm.i32[(stream + PENDING) >>> 2] = 0;
  vm.i32[(stream + CHARACTERS) >>> 2] = tagInt(0);
  let text = "";
  for (let i = 0; pending !== 0 && i < vm.listLength(pending); i++) text += vm.js(vm.listItem(pending, i));
  const error = text === "" ? null : vm.host.write(descriptorOf(vm, stream), ENCODER.encode(text));
  vm.lock.end();
  vm.decref(pending);
  return error === null || (vm.raiseOS(error), false);
}

function write(vm: Vm, stream: Value, text: Value): boolean {
  const fd = descriptorOf(vm, stream);
  const string = fd === 1 && vm.host.isTerminal(fd) ? vm.js(text) : "";
  vm.lock.begin(stream);
  const word = (stream + PENDING) >>> 2;
  if (vm.i32[word] === 0) vm.i32[word] = vm.newList([]);
  const done = vm.i32[word] !== 0 && vm.listAppend(vm.i32[word], text);
  const characters = (vm.i32[(stream + CHARACTERS) >>> 2] >> 1) + vm.length(text);
  vm.i32[(stream + CHARACTERS) >>> 2] = tagInt(characters);
  vm.lock.end();
  const due = fd === 2 || characters >= BUFFER_CHARACTERS || string.includes("\n");
  return done && (!due || flush(vm, stream));
}

/** The type of the streams. */
export const textStreamType: TypeDefinition = {
  index: T_NATIVE_OBJECT,
  name: "TextIOWrapper",
  module: "_io",
  basicSize: PARTS_BYTES,
  methods: [
    method("write", "($self, text, /)", (vm, a) => {
      const text = vm.i32[a + 1];
      if (!vm.isStr(text)) return vm.raiseType(`write() argument must be str, not ${vm.typeName(text)}`);
      return write(vm, vm.i32[a], text) ? vm.newInt(vm.length(text)) : 0;
    }),
    method("flush", "($self, /)", (vm, a) => flush(vm, vm.i32[a]) ? NONE : 0),
    method("fileno", "($self, /)", (vm, a) => vm.newInt(descriptorOf(vm, vm.i32[a]))),
    method("isatty", "($self, /)", (vm, a) => vm.bool(vm.host.isTerminal(descriptorOf(vm, vm.i32[a])))),
    method("writable", "($self, /)", (vm) => vm.bool(true)),
    method("readable", "($self, /)", (vm) => vm.bool(false)),
  ],
  getset: [{ name: "encoding", get: (vm) => vm.newStr("utf-8") }],
};

/** A stream that writes to a file descriptor. */
export function newTextStream(vm: Vm, fd: number): Value {
  const stream = vm.alloc(T_NATIVE_OBJECT, PARTS_BYTES);
  if (stream === 0) return 0;
  vm.i32[(stream + DESCRIPTOR) >>> 2] = tagInt(fd);
  vm.i32[(stream + CHARACTERS) >>> 2] = tagInt(0);
  return setState(vm, stateName(fd), stream) ? stream : 0;
}
