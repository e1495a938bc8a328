/**
 * `_io`: streams.
 *
 * @module
 */
import { NATIVE_ID, NONE, T_BUILTIN_FUNCTION_OR_METHOD, T_TYPE, type Value } from "@orochi/object";
import { makeClass, nativeFunction, type NativeModule, type TypeDefinition, type Vm } from "@orochi/vm";
import { getState, setStateOwned } from "../state.ts";
import {
  bufferedIoBaseType,
  DEFAULT_BUFFER_SIZE,
  ioBaseType,
  rawIoBaseType,
  textIoBaseType,
} from "./base.ts";
import { bufferedRandomType, bufferedReaderType, bufferedWriterType } from "./buffered.ts";
import { bytesIoType, registerBytesIo } from "./bytes_io.ts";
import { fileIoType } from "./file_io.ts";
import { newlineDecoderType } from "./newlines.ts";
import {
  inputFunction,
  openCodeFunction,
  openFunction,
  standardStream,
  type StreamOptions,
  STREAMS,
} from "./open.ts";
import { bufferedRwPairType } from "./rw_pair.ts";
import { stringIoType } from "./string_io.ts";
import { textIoWrapperType } from "./text_wrapper.ts";

/** The types, a base before what derives from it. */
export const ioTypes: readonly TypeDefinition[] = [
  ioBaseType,
  rawIoBaseType,
  bufferedIoBaseType,
  textIoBaseType,
  fileIoType,
  bufferedReaderType,
  bufferedWriterType,
  bufferedRandomType,
  bufferedRwPairType,
  textIoWrapperType,
  bytesIoType,
  stringIoType,
  newlineDecoderType,
];

registerBytesIo();

/** `io.UnsupportedOperation`: an OSError and a ValueError. */
function makeUnsupportedOperation(vm: Vm): boolean {
  const namespace = vm.newDict();
  const bases = vm.newTuple([vm.keep(vm.exceptionType("OSError")), vm.keep(vm.exceptionType("ValueError"))]);
  if (namespace === 0 || bases === 0 || !vm.dictSetOwned(namespace, "__module__", vm.newStr("io"))) {
    return false;
  }
  const type = makeClass(vm, vm.typeObject(T_TYPE), vm.intern("UnsupportedOperation"), bases, namespace);
  vm.decref(bases);
  vm.decref(namespace);
  return setStateOwned(vm, "io.UnsupportedOperation", type);
}

/** Puts `open` and `input` into `builtins`. Runs once, when `sys` is made. */
export function createStreams(vm: Vm): boolean {
  if (!makeUnsupportedOperation(vm)) return false;
  for (const native of [openFunction, inputFunction]) {
    if (
      !vm.dictSetOwned(
        vm.builtins,
        native.name,
        vm.newNative(vm.registry.idOf(native), 0, native.name, native === inputFunction ? "builtins" : "_io"),
      )
    ) return false;
  }
  return true;
}

/**
 * Puts the standard streams into `sys`.
 *
 * @param sys Its dict.
 */
export function putStreams(vm: Vm, sys: Value, options: StreamOptions): boolean {
  return STREAMS.every((name, fd) => {
    const stream = standardStream(vm, fd, options);
    const done = stream !== 0 && vm.dictSetStr(sys, name, stream) &&
      vm.dictSetStr(sys, `__${name}__`, stream);
    vm.decref(stream);
    return done;
  });
}

/** Takes them out again, so that nothing is left of them if nobody else has them. */
export function removeStreams(vm: Vm, sys: Value): boolean {
  return STREAMS.every((name) =>
    [name, `__${name}__`].every((each) => vm.dictDelete(sys, vm.intern(each)) > 0)
  );
}

/** `_io.open` is the very function of `builtins`, unless that has another by now: so it is found when it is pickled. */
function sharesOpen(vm: Vm, dict: Value): boolean {
  const known = vm.dictGetStr(vm.builtins, openFunction.name);
  const same = known !== 0 && vm.typeIndex(known) === T_BUILTIN_FUNCTION_OR_METHOD &&
    vm.i32[(known + NATIVE_ID) >>> 2] === vm.registry.idOf(openFunction);
  return !same || vm.dictSetStr(dict, openFunction.name, known);
}

/** Natives that are names of `builtins` only. */
const BUILTINS = [inputFunction];

/** The module. */
export const ioModule: NativeModule = {
  name: "_io",
  doc: "The io module provides the Python interfaces to stream handling.",
  functions: [
    openFunction,
    openCodeFunction,
    ...BUILTINS,
    nativeFunction(
      "text_encoding",
      "(encoding, stacklevel=2, /)",
      (vm, a) => vm.i32[a] === NONE ? vm.newStr("locale") : vm.keep(vm.i32[a]),
    ),
  ],
  populate: (vm, _module, dict) =>
    sharesOpen(vm, dict) &&
    BUILTINS.every((native) => vm.dictDelete(dict, vm.intern(native.name)) >= 0) &&
    vm.dictSetOwned(dict, "DEFAULT_BUFFER_SIZE", vm.newInt(DEFAULT_BUFFER_SIZE)) &&
    vm.dictSetStr(dict, "UnsupportedOperation", getState(vm, "io.UnsupportedOperation")) &&
    vm.dictSetStr(dict, "BlockingIOError", vm.exceptionType("BlockingIOError")) &&
    ioTypes.every((type) => vm.dictSetStr(dict, type.name, vm.typeObject(type.index))),
};
