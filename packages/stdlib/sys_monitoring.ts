/**
 * `sys.monitoring`: tools can register, so that `bdb` and profilers load; no event is sent, as the machine has no hooks
 * for them.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, newNamespace, type Vm } from "@orochi/vm";
import { getState, setState } from "./state.ts";

/** Events in the order of their bits, as CPython 3.14 numbers them. */
const EVENTS = [
  "PY_START",
  "PY_RESUME",
  "PY_RETURN",
  "PY_YIELD",
  "CALL",
  "LINE",
  "INSTRUCTION",
  "JUMP",
  "BRANCH_LEFT",
  "BRANCH_RIGHT",
  "STOP_ITERATION",
  "RAISE",
  "EXCEPTION_HANDLED",
  "PY_UNWIND",
  "PY_THROW",
  "RERAISE",
  "C_RETURN",
  "C_RAISE",
  "BRANCH",
];
const CONSTANTS: { readonly [name: string]: number } = {
  DEBUGGER_ID: 0,
  COVERAGE_ID: 1,
  PROFILER_ID: 2,
  OPTIMIZER_ID: 5,
};
/** Tools that can be registered. */
const TOOLS = 6;

/** A tool's number; NaN with ValueError set. */
function toolId(vm: Vm, value: Value): number {
  const id = vm.index(value);
  if (Number.isNaN(id) || (id >= 0 && id < TOOLS)) return id;
  vm.raiseValue(`invalid tool ${id} (must be between 0 and ${TOOLS - 1})`);
  return NaN;
}

/** A function whose first argument is a tool. */
function onTool(name: string, rest: string, run: (vm: Vm, id: number, a: number) => Value): NativeDefinition {
  return nativeFunction(name, `(tool_id, ${rest}/)`, (vm, a) => {
    const id = toolId(vm, vm.i32[a]);
    return Number.isNaN(id) ? 0 : run(vm, id, a);
  });
}

/** The functions; registered with those of `sys`. */
export const monitoringFunctions: readonly NativeDefinition[] = [
  onTool("use_tool_id", "name, ", (vm, id, a) => {
    const current = getState(vm, `monitoring ${id}`);
    if (current !== 0 && current !== NONE) return vm.raiseValue(`tool ${id} is already in use`);
    if (!vm.isStr(vm.i32[a + 1])) return vm.raiseValue("tool name must be a str");
    return setState(vm, `monitoring ${id}`, vm.i32[a + 1]) ? NONE : 0;
  }),
  onTool("clear_tool_id", "", () => NONE),
  onTool("free_tool_id", "", (vm, id) => setState(vm, `monitoring ${id}`, NONE) ? NONE : 0),
  onTool("get_tool", "", (vm, id) => vm.keep(getState(vm, `monitoring ${id}`)) || NONE),
  onTool("register_callback", "event, func, ", () => NONE),
  onTool("get_events", "", (vm, id) => vm.keep(getState(vm, `monitoring events ${id}`)) || vm.newInt(0)),
  onTool(
    "set_events",
    "event_set, ",
    (vm, id, a) => setState(vm, `monitoring events ${id}`, vm.i32[a + 1]) ? NONE : 0,
  ),
  onTool("get_local_events", "code, ", (vm) => vm.newInt(0)),
  onTool("set_local_events", "code, event_set, ", () => NONE),
  nativeFunction("restart_events", "()", () => NONE),
];

/** The object `sys.monitoring`; 0 with MemoryError set. */
export function monitoring(vm: Vm): Value {
  const events = vm.newDict(), dict = vm.newDict();
  if (events === 0 || dict === 0) return 0;
  EVENTS.forEach((name, i) => vm.dictSetOwned(events, name, vm.newInt(1 << i)));
  vm.dictSetOwned(events, "NO_EVENTS", vm.newInt(0));
  vm.dictSetOwned(dict, "events", newNamespace(vm, events));
  for (const [name, value] of Object.entries(CONSTANTS)) vm.dictSetOwned(dict, name, vm.newInt(value));
  for (const name of ["DISABLE", "MISSING"]) vm.dictSetOwned(dict, name, vm.call(vm.objectType));
  for (const native of monitoringFunctions) {
    vm.dictSetOwned(
      dict,
      native.name,
      vm.newNative(vm.registry.idOf(native), 0, native.name, "sys.monitoring"),
    );
  }
  return newNamespace(vm, dict);
}
