/**
 * `sys.monitoring`: tools, their callbacks and which events they want. Of the events those about frames, lines, instructions
 * and exceptions are sent, to the tools of the thread where they happen.
 *
 * @module
 */
import { NONE, T_CODE, type Value } from "@orochi/object";
import {
  Monitor,
  type NativeDefinition,
  nativeFunction,
  newNamespace,
  refreshTracing,
  TOOLS,
  type Vm,
} from "@orochi/vm";
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
/** Where the object `DISABLE` is kept. */
const DISABLE = "monitoring DISABLE";

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

/** The thread's tools, made on first demand. */
function monitorOf(vm: Vm): Monitor {
  if (vm.monitor === null) {
    vm.monitor = new Monitor();
    vm.monitor.disable = getState(vm, DISABLE);
  }
  return vm.monitor;
}

/** A set of events; -1 with an exception set. */
function eventsOf(vm: Vm, value: Value): number {
  const events = vm.index(value);
  if (Number.isNaN(events)) return -1;
  if (events >= 0 && events < 1 << EVENTS.length) return events;
  vm.raiseValue(`invalid event set 0x${events.toString(16)}`);
  return -1;
}

function inUse(vm: Vm, tool: number): boolean {
  const name = getState(vm, `monitoring ${tool}`);
  if (name !== 0 && name !== NONE) return true;
  return vm.raiseValue(`tool ${tool} is not in use`) !== 0;
}

function registerCallback(vm: Vm, tool: number, a: number): Value {
  const event = eventsOf(vm, vm.i32[a + 1]), callback = vm.i32[a + 2];
  if (event < 0) return 0;
  if (event === 0 || (event & (event - 1)) !== 0) {
    return vm.raiseValue("The callback can only be set for one event at a time");
  }
  return monitorOf(vm).register(tool, event, callback === NONE ? 0 : vm.keep(callback)) || NONE;
}

function clearTool(vm: Vm, tool: number): Value {
  monitorOf(vm).clear(vm, tool);
  refreshTracing(vm);
  return NONE;
}

/** The functions; registered with those of `sys`. */
export const monitoringFunctions: readonly NativeDefinition[] = [
  onTool("use_tool_id", "name, ", (vm, id, a) => {
    const current = getState(vm, `monitoring ${id}`);
    if (current !== 0 && current !== NONE) return vm.raiseValue(`tool ${id} is already in use`);
    if (!vm.isStr(vm.i32[a + 1])) return vm.raiseValue("tool name must be a str");
    return setState(vm, `monitoring ${id}`, vm.i32[a + 1]) ? NONE : 0;
  }),
  onTool("clear_tool_id", "", clearTool),
  onTool("free_tool_id", "", (vm, id) => setState(vm, `monitoring ${id}`, NONE) ? clearTool(vm, id) : 0),
  onTool("get_tool", "", (vm, id) => vm.keep(getState(vm, `monitoring ${id}`)) || NONE),
  onTool("register_callback", "event, func, ", registerCallback),
  onTool("get_events", "", (vm, id) => vm.newInt(monitorOf(vm).events[id])),
  onTool("set_events", "event_set, ", (vm, id, a) => {
    const events = eventsOf(vm, vm.i32[a + 1]);
    if (events < 0 || !inUse(vm, id)) return 0;
    monitorOf(vm).events[id] = events;
    refreshTracing(vm);
    return NONE;
  }),
  onTool(
    "get_local_events",
    "code, ",
    (vm, id, a) => vm.newInt(monitorOf(vm).local[id].get(vm.i32[a + 1]) ?? 0),
  ),
  onTool("set_local_events", "code, event_set, ", (vm, id, a) => {
    if (!vm.isExact(vm.i32[a + 1], T_CODE)) return vm.raiseType("code must be a code object");
    const events = eventsOf(vm, vm.i32[a + 2]);
    if (events < 0 || !inUse(vm, id)) return 0;
    monitorOf(vm).local[id].set(vm.i32[a + 1], events);
    refreshTracing(vm);
    return NONE;
  }),
  nativeFunction("restart_events", "()", (vm) => {
    monitorOf(vm).restart();
    return NONE;
  }),
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
  setState(vm, DISABLE, vm.dictGetStr(dict, "DISABLE"));
  for (const native of monitoringFunctions) {
    vm.dictSetOwned(
      dict,
      native.name,
      vm.newNative(vm.registry.idOf(native), 0, native.name, "sys.monitoring"),
    );
  }
  return newNamespace(vm, dict);
}
