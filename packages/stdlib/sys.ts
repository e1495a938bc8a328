/**
 * `sys`.
 *
 * @module
 */
import { NONE, T_TUPLE, type Value } from "@orochi/object";
import { CONTROL_MODULES, LIBRARY_PREFIX, type NativeModule, nativeFunction, type Vm } from "@orochi/vm";

import { newTextStream } from "./text_stream.ts";

/** What the runtime knows of the program. */
export interface SysOptions {
  /** `sys.argv`. */
  readonly argv: readonly string[];
  /** `sys.path`. */
  readonly path: readonly string[];
}

function listOf(vm: Vm, texts: readonly string[]): Value {
  return vm.newList(texts.map((text) => vm.newStr(text)));
}

/** The module. */
export function sysModule(options: SysOptions): NativeModule {
  return {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the interpreter.",
    functions: [
      nativeFunction("exit", "(status=None, /)", (vm, a) => {
        const status = vm.i32[a] === 0 ? NONE : vm.i32[a];
        const args = status === NONE ? [] : vm.isExact(status, T_TUPLE) ? vm.tupleItems(status) : [status];
        const exception = vm.call(vm.exceptionType("SystemExit"), ...args);
        return exception === 0 ? 0 : vm.raiseObject(exception);
      }),
      nativeFunction("displayhook", "(object, /)", (vm, a) => {
        const value = vm.i32[a];
        if (value === NONE) return NONE;
        if (!vm.dictSetStr(vm.builtins, "_", value)) return 0;
        const text = vm.repr(value);
        if (text === 0) return 0;
        vm.host.write(1, new TextEncoder().encode(`${vm.js(text)}\n`));
        vm.decref(text);
        return NONE;
      }),
      nativeFunction("getrecursionlimit", "()", (vm) => vm.newInt(vm.recursionLimit)),
      nativeFunction("setrecursionlimit", "(limit, /)", (vm, a) => {
        const limit = vm.index(vm.i32[a]);
        if (Number.isNaN(limit)) return 0;
        if (limit < 1) return vm.raiseValue("recursion limit must be greater or equal than 1");
        vm.recursionLimit = limit;
        return NONE;
      }),
      nativeFunction("getrefcount", "(object, /)", (vm, a) => {
        const value = vm.i32[a];
        const count = (value & 1) === 1 ? -1 : vm.rc.count(value);
        return vm.newInt(count < 0 ? 0xffff_ffff : count);
      }),
      nativeFunction("intern", "(string, /)", (vm, a) => {
        if (!vm.isStr(vm.i32[a])) return vm.raiseType(`intern() argument must be str, not ${vm.typeName(vm.i32[a])}`);
        return vm.keep(vm.internValue(vm.i32[a]));
      }),
      nativeFunction("_is_gil_enabled", "()", (vm) => vm.bool(vm.lock.constraints.guarantee === "serialised")),
      nativeFunction("exception", "()", (vm) => vm.keep(vm.handledException) || NONE),
    ],
    populate: (vm, _module, dict) => {
      const set = (name: string, value: Value) => vm.dictSetOwned(dict, name, value);
      return vm.dictSetStr(dict, "modules", vm.control(CONTROL_MODULES)) && set("argv", listOf(vm, options.argv)) &&
        set("path", listOf(vm, [...options.path, LIBRARY_PREFIX.slice(0, -1)])) && set("stdout", newTextStream(vm, 1)) &&
        set("stderr", newTextStream(vm, 2)) && vm.dictSetStr(dict, "stdin", NONE) && set("maxsize", vm.newBigInt(2n ** 63n - 1n)) &&
        set("byteorder", vm.newStr("little")) && set("platform", vm.newStr("linux")) &&
        set("version", vm.newStr("3.14.0 (Orochi 0.1.0)")) && set("hexversion", vm.newInt(0x030e00f0)) &&
        set("maxunicode", vm.newInt(0x10ffff)) &&
        set("version_info", vm.newTuple([vm.newInt(3), vm.newInt(14), vm.newInt(0), vm.newStr("final"), vm.newInt(0)]));
    },
  };
}
