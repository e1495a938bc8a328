/**
 * `_lsprof`, for `cProfile`.
 *
 * @module
 */
import {
  FALSE,
  NATIVE_EXTRA,
  NATIVE_SELF,
  NONE,
  T_METHOD_DESCRIPTOR,
  T_MODULE,
  TRUE,
  type Value,
} from "@orochi/object";
import { nativeFunction, type NativeModule, refreshTracing, type Vm } from "@orochi/vm";
import { runBody } from "../python/mod.ts";
import { type Counts, type Entry, Recorder } from "./recorder.ts";
import { LSPROF_SOURCE } from "./source.ts";

/** The code object, or as what CPython names a native (new reference). */
function subjectOf(vm: Vm, entry: Entry): Value {
  const { subject } = entry;
  if (!entry.native) return vm.keep(subject);
  if (vm.typeIndex(subject) === T_METHOD_DESCRIPTOR) return vm.repr(subject);
  const name = vm.getAttr(subject, vm.names.__name__);
  if (name === 0) return 0;
  const self = vm.i32[(subject + NATIVE_SELF) >>> 2], module = vm.i32[(subject + NATIVE_EXTRA) >>> 2];
  const method = self === 0 || vm.typeIndex(self) === T_MODULE ? 0 : vm.lookupSpecial(self, name);
  let shown: Value;
  if (method !== 0) shown = vm.repr(method);
  else {
    const prefix = module !== 0 && vm.isStr(module) ? `${vm.js(module)}.` : "";
    shown = vm.newStr(`<built-in method ${prefix}${vm.js(name)}>`);
  }
  vm.decref(name);
  return shown;
}

function numbers(vm: Vm, counts: Counts): Value[] {
  return [
    vm.newInt(counts.calls),
    vm.newInt(counts.recursive),
    vm.newFloat(counts.total),
    vm.newFloat(counts.inline),
  ];
}

/** What was counted, as tuples; the counts begin anew. */
function take(vm: Vm, recorder: Recorder): Value {
  const rows: Value[] = [];
  for (const entry of recorder.entries.values()) {
    const callees = Array.from(
      entry.callees,
      ([callee, counts]) => vm.newTuple([subjectOf(vm, callee), ...numbers(vm, counts)]),
    );
    rows.push(vm.newTuple([subjectOf(vm, entry), ...numbers(vm, entry), vm.newList(callees)]));
    for (const counts of [entry, ...entry.callees.values()]) {
      counts.calls =
        counts.recursive =
        counts.total =
        counts.inline =
          0;
    }
  }
  return vm.newList(rows);
}

/** The module. */
export const lsprofModule: NativeModule = {
  name: "_lsprof",
  functions: [
    nativeFunction("_start", "(timer, subcalls, natives, /)", (vm, a) => {
      if (vm.profiler !== null) return FALSE;
      const timer = vm.i32[a];
      vm.profiler = new Recorder(
        vm,
        timer === NONE ? 0 : vm.keep(timer),
        vm.i32[a + 1] === TRUE,
        vm.i32[a + 2] === TRUE,
      );
      refreshTracing(vm);
      return TRUE;
    }),
    nativeFunction("_stop", "()", (vm) => {
      const recorder = vm.profiler;
      if (!(recorder instanceof Recorder)) return vm.newList([]);
      vm.profiler = null;
      refreshTracing(vm);
      recorder.finish();
      const rows = take(vm, recorder);
      recorder.release();
      vm.decref(recorder.timer);
      return rows;
    }),
    nativeFunction(
      "_peek",
      "()",
      (vm) => vm.profiler instanceof Recorder ? take(vm, vm.profiler) : vm.newList([]),
    ),
  ],
  populate: (vm, _module, dict) => runBody(vm, dict, "_lsprof", LSPROF_SOURCE),
};
