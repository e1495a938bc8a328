/**
 * `faulthandler`: tracebacks on request. Faults of the machine end a Worker with the engine's own report, so `enable`
 * only remembers that it was asked for.
 *
 * @module
 */
import { CODE_FILENAME, CODE_QUALNAME, NONE, type Value } from "@orochi/object";
import {
  CONTROL_SYS,
  currentFrame,
  currentLine,
  FRAME_CODE,
  FRAME_PREVIOUS,
  nativeFunction,
  type NativeModule,
  THREAD_IDENT,
  type Vm,
} from "@orochi/vm";
import { isError, writeFile } from "./files.ts";
import { fileno } from "./posix/descriptor_functions.ts";
import { getState, setState } from "./state.ts";

/** Frames that are shown of a deep stack. */
const MOST_FRAMES = 100;

/** The calling thread's stack, innermost frame first, as CPython writes it. */
function stackText(vm: Vm): string {
  const ident = vm.i32[(vm.block + THREAD_IDENT) >>> 2];
  let text = `Current thread 0x${ident.toString(16).padStart(16, "0")} (most recent call first):\n`;
  let left = MOST_FRAMES;
  for (let frame = currentFrame(vm); frame !== 0; frame = vm.i32[(frame >>> 2) + FRAME_PREVIOUS]) {
    if (left-- === 0) return `${text}  ...\n`;
    const code = vm.i32[(frame >>> 2) + FRAME_CODE];
    const [file, name] = [CODE_FILENAME, CODE_QUALNAME].map((offset) => vm.js(vm.i32[(code + offset) >>> 2]));
    text += `  File "${file}", line ${currentLine(vm, frame)} in ${name}\n`;
  }
  return text;
}

function dump(vm: Vm, file: Value): Value {
  const target = file === 0 || file === NONE ? vm.dictGetStr(vm.control(CONTROL_SYS), "stderr") : file;
  if (target === 0 || target === NONE) return vm.raise("RuntimeError", "unable to get sys.stderr");
  const fd = fileno(vm, target);
  if (Number.isNaN(fd)) return 0;
  const error = writeFile(vm, fd, new TextEncoder().encode(stackText(vm)));
  return isError(error) ? vm.raiseOS(error) : NONE;
}

function setEnabled(vm: Vm, enabled: boolean): boolean {
  return setState(vm, "faulthandler", vm.bool(enabled));
}

/** The module. */
export const faulthandlerModule: NativeModule = {
  name: "faulthandler",
  doc: "faulthandler module.",
  functions: [
    nativeFunction(
      "enable",
      "(file=sys.stderr, all_threads=True, c_stack=True)",
      (vm) => setEnabled(vm, true) ? NONE : 0,
    ),
    nativeFunction("disable", "()", (vm) => {
      const was = getState(vm, "faulthandler") || vm.bool(false);
      return setEnabled(vm, false) ? was : 0;
    }),
    nativeFunction("is_enabled", "()", (vm) => getState(vm, "faulthandler") || vm.bool(false)),
    nativeFunction("dump_traceback", "(file=sys.stderr, all_threads=True)", (vm, a) => dump(vm, vm.i32[a])),
    nativeFunction("cancel_dump_traceback_later", "()", () => NONE),
  ],
};
