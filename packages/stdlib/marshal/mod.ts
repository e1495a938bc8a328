/**
 * `marshal`: CPython's format of data (version 5). A code object is the letter, a length, and the machine's own form of
 * bytecode, which CPython can't read any more than one release of CPython reads that of another.
 *
 * Since version 3 an object that something else refers to has a flag in its letter, and where it comes again its number
 * is written instead: the how-many-th with the flag it was. Which objects those are, CPython tells by reference counts.
 *
 * @module
 */
import { type Value } from "@orochi/object";
import { nativeFunction, type NativeModule, openBytes, releaseBuffer, type Vm } from "@orochi/vm";
import { VERSION } from "./format.ts";
import { Reader } from "./reader.ts";
import { Writer } from "./writer.ts";

/** What the arguments `version` and `allow_code` say; a missing one is 0. Null with an exception set. */
function optionsOf(
  vm: Vm,
  version: Value,
  allowCode: Value,
): { version: number; allowsCode: boolean } | null {
  const asked = version === 0 ? VERSION : vm.index(version);
  const allows = Number.isNaN(asked) ? -1 : allowCode === 0 ? 1 : vm.truthy(allowCode);
  return allows < 0 ? null : { version: asked, allowsCode: allows === 1 };
}

/** `a`: where `version` and `allow_code` are. */
function dumps(vm: Vm, value: Value, a: number): Value {
  const options = optionsOf(vm, vm.i32[a], vm.i32[a + 1]);
  if (options === null) return 0;
  const writer = new Writer(vm, options.version, options.allowsCode);
  const done = writer.write(value, 0);
  writer.release();
  return done ? vm.newBytes(writer.bytes) : 0;
}

function loads(vm: Vm, data: Value, allowCode: Value): Value {
  const options = optionsOf(vm, 0, allowCode);
  if (options === null) return 0;
  const buffer = openBytes(vm, data, `a bytes-like object is required, not '${vm.typeName(data)}'`);
  if (buffer === null) return 0;
  const reader = new Reader(
    vm,
    vm.u8.subarray(buffer.address, buffer.address + buffer.length),
    options.allowsCode,
  );
  const value = reader.read(0);
  reader.release();
  releaseBuffer(vm, buffer);
  return value;
}

/** `load(file)`: reads no further than the value goes, where the file can seek. */
function load(vm: Vm, file: Value, allowCode: Value): Value {
  const options = optionsOf(vm, 0, allowCode);
  if (options === null) return 0;
  const start = vm.callMethod(file, vm.names.tell);
  if (start === 0) vm.clearError();
  const data = vm.callMethod(file, vm.names.read);
  const buffer = data === 0
    ? null
    : openBytes(vm, data, `file.read() returned not bytes but ${vm.typeName(data)}`);
  let value: Value = 0;
  if (buffer !== null) {
    const reader = new Reader(
      vm,
      vm.u8.subarray(buffer.address, buffer.address + buffer.length),
      options.allowsCode,
    );
    value = reader.read(0);
    reader.release();
    releaseBuffer(vm, buffer);
    if (value !== 0 && start !== 0 && reader.position < buffer.length) {
      const back = vm.newInt(vm.number(start) + reader.position);
      const moved = vm.callMethod(file, vm.names.seek, back);
      if (moved === 0) {
        vm.decref(value);
        value = 0;
      }
      vm.decref(moved);
    }
  }
  vm.decref(data);
  vm.decref(start);
  return value;
}

/** The module. */
export const marshalModule: NativeModule = {
  name: "marshal",
  doc: "This module contains functions that can read and write Python values in\na binary format.",
  functions: [
    nativeFunction(
      "dumps",
      `(value, version=${VERSION}, /, *, allow_code=True)`,
      (vm, a) => dumps(vm, vm.i32[a], a + 1),
      "Return the bytes object that would be written to a file by dump(value, file).",
    ),
    nativeFunction(
      "loads",
      "(bytes, /, *, allow_code=True)",
      (vm, a) => loads(vm, vm.i32[a], vm.i32[a + 1]),
      "Convert the bytes-like object to a value.",
    ),
    nativeFunction("dump", `(value, file, version=${VERSION}, /, *, allow_code=True)`, (vm, a) => {
      const bytes = dumps(vm, vm.i32[a], a + 2);
      const result = bytes === 0 ? 0 : vm.callMethod(vm.i32[a + 1], vm.names.write, bytes);
      vm.decref(bytes);
      return result;
    }, "Write the value on the open file."),
    nativeFunction(
      "load",
      "(file, /, *, allow_code=True)",
      (vm, a) => load(vm, vm.i32[a], vm.i32[a + 1]),
      "Read one value from the open file and return it.",
    ),
  ],
  populate: (vm, _module, dict) => vm.dictSetOwned(dict, "version", vm.newInt(VERSION)),
};
