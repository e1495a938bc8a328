/**
 * `traceback`: the frames that an exception has passed, the outermost first. Most are made and dropped unseen, so the line is
 * found when somebody asks for it.
 *
 * @module
 */
import {
  NONE,
  T_FRAME,
  T_TRACEBACK,
  TRACEBACK_BYTES,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_PC,
  type Value,
} from "@orochi/object";
import { tracebackCode, tracebackLine } from "../frames.ts";
import { type GetSetDefinition, method, newMethod, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { tracebackOffset, wordAtOffset } from "./code_attributes.ts";

/** `tb_next`: tracebacks never make a ring. */
const nextTraceback: GetSetDefinition = {
  name: "tb_next",
  get: (vm, self) => vm.keep(vm.i32[(self + TRACEBACK_NEXT) >>> 2]) || NONE,
  set: (vm, self, value) => {
    if (value === 0) return vm.raiseType("can't delete tb_next attribute") !== 0;
    if (value !== NONE && !vm.isExact(value, T_TRACEBACK)) {
      return vm.raiseType(`expected traceback object, got '${vm.typeName(value)}'`) !== 0;
    }
    const first = value === NONE ? 0 : value;
    for (let next = first; next !== 0; next = vm.i32[(next + TRACEBACK_NEXT) >>> 2]) {
      if (next === self) return vm.raise("ValueError", "traceback loop detected") !== 0;
    }
    vm.store((self + TRACEBACK_NEXT) >>> 2, vm.keep(first));
    return true;
  },
};

function makeTraceback(vm: Vm, next: Value, frame: Value, offset: Value, line: Value): Value {
  if (!vm.isExact(frame, T_FRAME)) {
    return vm.raiseType(`TracebackType() argument 'tb_frame' must be frame, not ${vm.typeName(frame)}`);
  }
  const lasti = vm.cInt(offset), shown = Number.isNaN(lasti) ? NaN : vm.cInt(line);
  if (Number.isNaN(shown)) return 0;
  if (next !== NONE && !vm.isExact(next, T_TRACEBACK)) {
    return vm.raiseType(`expected traceback object or None, got '${vm.typeName(next)}'`);
  }
  const made = vm.alloc(T_TRACEBACK, TRACEBACK_BYTES);
  if (made === 0) return 0;
  vm.i32[(made + TRACEBACK_NEXT) >>> 2] = next === NONE ? 0 : vm.keep(next);
  vm.i32[(made + TRACEBACK_FRAME) >>> 2] = vm.keep(frame);
  vm.i32[(made + TRACEBACK_LINE) >>> 2] = shown;
  vm.i32[(made + TRACEBACK_PC) >>> 2] = wordAtOffset(vm, tracebackCode(vm, made), lasti);
  return made;
}

/** `types.TracebackType`. */
export const tracebackType: TypeDefinition = {
  index: T_TRACEBACK,
  name: "traceback",
  basicSize: TRACEBACK_BYTES,
  doc: "Create a new traceback object.",
  methods: [
    newMethod(
      "($type, tb_next, tb_frame, tb_lasti, tb_lineno)",
      (vm, a) => makeTraceback(vm, vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3], vm.i32[a + 4]),
    ),
    method(
      "__dir__",
      "($self, /)",
      (vm) => vm.newList(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map((name) => vm.intern(name))),
    ),
  ],
  getset: [
    { name: "tb_frame", get: (vm, self) => vm.keep(vm.i32[(self + TRACEBACK_FRAME) >>> 2]) },
    nextTraceback,
    { name: "tb_lineno", get: (vm, self) => vm.newInt(tracebackLine(vm, self)) },
    tracebackOffset,
  ],
};
