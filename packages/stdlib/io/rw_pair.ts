/**
 * `_io.BufferedRWPair`: a reader and a writer as one stream, such as a pair of pipes.
 *
 * @module
 */
import {
  type Address,
  IO_DICT,
  NONE,
  PAIR_BYTES,
  PAIR_READER,
  PAIR_WRITER,
  T_BUFFERED_IO_BASE,
  T_BUFFERED_READER,
  T_BUFFERED_RW_PAIR,
  T_BUFFERED_WRITER,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { afterError, ask, callNamed, newStream, unsupported } from "./base.ts";

function half(vm: Vm, self: Address, offset: number): Value {
  const stream = vm.i32[(self + offset) >>> 2];
  return stream !== 0 ? stream : vm.raiseValue("I/O operation on uninitialized object");
}

function initialise(vm: Vm, self: Address, a: number): Value {
  const [reader, writer, size] = [vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]];
  for (const [stream, question] of [[reader, "readable"], [writer, "writable"]] as const) {
    const able = ask(vm, stream, question);
    if (able < 0) return 0;
    if (able === 0) return unsupported(vm, `File or stream is not ${question}.`);
  }
  const sizes = size === 0 ? [] : [size];
  const reading = vm.call(vm.typeObject(T_BUFFERED_READER), reader, ...sizes);
  const writing = reading === 0 ? 0 : vm.call(vm.typeObject(T_BUFFERED_WRITER), writer, ...sizes);
  if (writing === 0) {
    vm.decref(reading);
    return 0;
  }
  vm.store((self + PAIR_READER) >>> 2, reading);
  vm.store((self + PAIR_WRITER) >>> 2, writing);
  return NONE;
}

/** A method that one half has. */
function delegated(name: string, signature: string, offset: number): NativeDefinition {
  return method(name, signature, (vm, a) => {
    const stream = half(vm, vm.i32[a], offset);
    if (stream === 0) return 0;
    const argument = signature.includes(",") && !signature.endsWith("self, /)") ? vm.i32[a + 1] : 0;
    return argument === 0 ? callNamed(vm, stream, name) : callNamed(vm, stream, name, argument);
  });
}

function close(vm: Vm, self: Address): Value {
  const writer = half(vm, self, PAIR_WRITER);
  if (writer === 0) return 0;
  const first = vm.callMethod(writer, vm.names.close);
  const error = first === 0 ? vm.takeError() : 0;
  vm.decref(first);
  return afterError(vm, error, vm.callMethod(half(vm, self, PAIR_READER), vm.names.close));
}

/** `_io.BufferedRWPair`. */
export const bufferedRwPairType: TypeDefinition = {
  index: T_BUFFERED_RW_PAIR,
  name: "BufferedRWPair",
  module: "_io",
  base: T_BUFFERED_IO_BASE,
  basicSize: PAIR_BYTES,
  dictOffset: IO_DICT,
  subclassable: true,
  doc: "A buffered reader and writer object together.",
  getset: [{
    name: "closed",
    get: (vm, self) => {
      const writer = half(vm, self, PAIR_WRITER);
      return writer === 0 ? 0 : vm.getAttr(writer, vm.intern("closed"));
    },
  }],
  methods: [
    newStream(PAIR_BYTES),
    slot(
      "__init__",
      "($self, reader, writer, buffer_size=131072, /)",
      (vm, a) => initialise(vm, vm.i32[a], a),
    ),
    delegated("read", "($self, size=-1, /)", PAIR_READER),
    delegated("read1", "($self, size=-1, /)", PAIR_READER),
    delegated("peek", "($self, size=0, /)", PAIR_READER),
    delegated("readinto", "($self, buffer, /)", PAIR_READER),
    delegated("readinto1", "($self, buffer, /)", PAIR_READER),
    delegated("readable", "($self, /)", PAIR_READER),
    delegated("write", "($self, b, /)", PAIR_WRITER),
    delegated("flush", "($self, /)", PAIR_WRITER),
    delegated("writable", "($self, /)", PAIR_WRITER),
    method("close", "($self, /)", (vm, a) => close(vm, vm.i32[a])),
    method("isatty", "($self, /)", (vm, a) => {
      const writer = ask(vm, half(vm, vm.i32[a], PAIR_WRITER), "isatty");
      const either = writer === 0 ? ask(vm, half(vm, vm.i32[a], PAIR_READER), "isatty") : writer;
      return either < 0 ? 0 : vm.bool(either === 1);
    }),
  ],
};
