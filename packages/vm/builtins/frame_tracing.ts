/**
 * What of a frame trace functions read and set: its line, its own trace function, which events it gets.
 *
 * @module
 */
import {
  type Address,
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_EVENTS,
  FRAME_OBJECT_FRAME,
  FRAME_OBJECT_LINE,
  FRAME_OBJECT_TRACE,
  NONE,
  TRUE,
} from "@orochi/object";
import { currentLine, LINE_OF_MODULE_CALL, lineOfInstruction } from "../frames.ts";
import type { GetSetDefinition } from "../native.ts";
import { EVENTS_NO_LINES, EVENTS_OPCODES } from "../tracing/events.ts";
import { jump } from "../tracing/jump.ts";
import type { Vm } from "../vm.ts";

function flag(name: string, bit: number, inverted: boolean, complaint: string): GetSetDefinition {
  return {
    name,
    get: (vm, self) => vm.bool(((vm.i32[(self + FRAME_OBJECT_EVENTS) >>> 2] & bit) !== 0) !== inverted),
    set: (vm, self, value) => {
      if (value === 0) return vm.raiseType(complaint) !== 0;
      if (vm.typeName(value) !== "bool") return vm.raiseType("attribute value type must be bool") !== 0;
      const word = (self + FRAME_OBJECT_EVENTS) >>> 2;
      vm.i32[word] = (value === TRUE) === inverted ? vm.i32[word] & ~bit : vm.i32[word] | bit;
      return true;
    },
  };
}

/** The line that a frame object's frame is at, or was. */
export function lineOfFrame(vm: Vm, self: Address): number {
  const shown = vm.i32[(self + FRAME_OBJECT_LINE) >>> 2], frame = vm.i32[(self + FRAME_OBJECT_FRAME) >>> 2];
  if (shown < 0) return lineOfInstruction(vm, vm.i32[(self + FRAME_OBJECT_CODE) >>> 2], -1 - shown);
  if (shown === LINE_OF_MODULE_CALL) return 0;
  return shown !== 0 || frame === 0 ? shown : currentLine(vm, frame);
}

/** Attributes of frames. */
export const frameTracing: readonly GetSetDefinition[] = [
  { name: "f_lineno", get: (vm, self) => vm.newInt(lineOfFrame(vm, self)), set: jump },
  {
    name: "f_trace",
    get: (vm, self) => vm.keep(vm.i32[(self + FRAME_OBJECT_TRACE) >>> 2]) || NONE,
    set: (vm, self, value) => {
      vm.store((self + FRAME_OBJECT_TRACE) >>> 2, value === NONE ? 0 : vm.keep(value));
      return true;
    },
  },
  flag("f_trace_lines", EVENTS_NO_LINES, true, "can't delete numeric/char attribute"),
  flag("f_trace_opcodes", EVENTS_OPCODES, false, "cannot delete f_trace_opcodes attribute"),
];
