/**
 * The text streams `sys.stdout` and `sys.stderr`: UTF-8, buffered by line on a terminal, else in blocks.
 *
 * @module
 */
import { NONE, PARTS_BYTES, PARTS_FIRST, T_NATIVE_OBJECT, tagInt, type Value } from "@orochi/object";
import { method, type TypeDefinition, type Vm } from "@orochi/vm";

/** Characters that are kept back before they are written. */
const BUFFER_CHARACTERS = 8192;

/** Text not yet written, by file descriptor, of each Worker's machine. */
const BUFFERS: WeakMap<Vm, Map<number, string>> = new WeakMap();
const ENCODER = new TextEncoder();

function descriptorOf(vm: Vm, stream: Value): number {
  return vm.i32[(stream + PARTS_FIRST) >>> 2] >> 1;
}

/** Writes what a stream has kept back. False: OSError is set. */
export function flushStream(vm: Vm, fd: number): boolean {
  const buffers = BUFFERS.get(vm);
  const text = buffers?.get(fd) ?? "";
  if (text === "") return true;
  buffers!.set(fd, "");
  const error = vm.host.write(fd, ENCODER.encode(text));
  return error === null || (vm.raiseOS(error), false);
}

function write(vm: Vm, fd: number, text: string): boolean {
  let buffers = BUFFERS.get(vm);
  if (buffers === undefined) BUFFERS.set(vm, buffers = new Map());
  const kept = (buffers.get(fd) ?? "") + text;
  buffers.set(fd, kept);
  const due = fd === 2 || kept.length >= BUFFER_CHARACTERS || (text.includes("\n") && vm.host.isTerminal(fd));
  return !due || flushStream(vm, fd);
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
      const string = vm.js(text);
      return write(vm, descriptorOf(vm, vm.i32[a]), string) ? vm.newInt(vm.length(text)) : 0;
    }),
    method("flush", "($self, /)", (vm, a) => flushStream(vm, descriptorOf(vm, vm.i32[a])) ? NONE : 0),
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
  if (stream !== 0) vm.i32[(stream + PARTS_FIRST) >>> 2] = tagInt(fd);
  return stream;
}
