/**
 * Gives a program the modules that its heap image has brought.
 *
 * Invariant: what is taken is what a program would get that runs all these modules now. So a module comes with all that
 * it imported, or not at all; and it does not where the program could tell the difference: where a module of its own is
 * found before one of them, where it has made what one of them makes elsewhere, where one of them is in `sys.modules` as another object, where finders, `__import__`, trace
 * functions or audit hooks want to see the import.
 *
 * What a program can see of modules that it has not imported: their classes are among `__subclasses__()` of builtin
 * ones, and the functions of theirs in `copyreg.dispatch_table`.
 *
 * What a process has for itself is made anew: natives do that by `refresh`, modules in Python by what they registered to
 * be called in a forked child, which they can't tell from this, and the rest is in `process_values.ts`.
 *
 * @module
 */
import { T_BUILTIN_FUNCTION_OR_METHOD, TRUE, type Value } from "@orochi/object";
import {
  beginLoading,
  CONTROL_MAIN_IDENT,
  CONTROL_MODULES,
  endLoading,
  type PreloadedModules,
  THREAD_IDENT,
  type Vm,
  waitForModule,
} from "@orochi/vm";
import { addExitFunction } from "../atexit.ts";
import { hasOwnFinders } from "../importlib_finders.ts";
import { addForkHook, FORK_MOMENTS } from "../multiprocessing/fork_hooks.ts";
import { STATE_AUDITED } from "../state.ts";
import { entriesOf, ENTRY, isWaiting, moduleDict, moduleOf, parentOf } from "./entries.ts";
import { PROCESS_VALUES } from "./process_values.ts";
import { isShadowed } from "./shadows.ts";

/** Held, as if it were a module, by the thread that takes some: no two take the same. */
const LOCK = "<preloaded modules>";

/** What is to be taken: names in the order in which they come into `sys.modules`. */
class Taking {
  readonly names: string[] = [];
  readonly #seen: Set<string> = new Set();

  constructor(private readonly vm: Vm, private readonly entries: Value) {}

  entry(name: string): Value {
    return this.vm.dictGetStr(this.entries, name);
  }

  /** Adds a module with all that it imported; false if one of them can't be taken. */
  add(name: string): boolean {
    if (this.#seen.has(name)) return true;
    const { vm } = this, entry = this.entry(name);
    // Nothing that an image has: the module that imported it did without, or has it from the start.
    if (entry === 0) return true;
    const present = vm.dictGetStr(vm.control(CONTROL_MODULES), name);
    if (!isWaiting(vm, entry)) return present === entry;
    if (present !== 0) return false;
    const place = parentOf(name);
    // The package may import it.
    if (place !== null && !this.add(place.parent)) return false;
    if (this.#seen.has(name)) return true;
    this.#seen.add(name);
    if (!vm.tupleItems(vm.tupleItem(entry, ENTRY.imports)).every((each) => this.add(vm.js(each)))) {
      return false;
    }
    // When a module has been run it goes behind what it imported.
    this.names.push(name);
    return true;
  }

  /** Whether something is to be called that belongs to the main thread. */
  hasHooks(): boolean {
    const { vm } = this;
    return this.names.some((name) =>
      vm.tupleItems(vm.tupleItem(this.entry(name), ENTRY.atFork)).some((hooks) => vm.tupleLength(hooks) > 0)
    );
  }
}

function isMainThread(vm: Vm): boolean {
  return vm.i32[(vm.block + THREAD_IDENT) >>> 2] === vm.control(CONTROL_MAIN_IDENT);
}

/** Whether nobody looks at how modules are imported. */
function isUnwatched(vm: Vm): boolean {
  const importer = vm.dictGetInterned(vm.builtins, vm.names.__import__);
  return !vm.traced && vm.i32[STATE_AUDITED >>> 2] === 0 && !hasOwnFinders(vm) && importer !== 0 &&
    vm.typeIndex(importer) === T_BUILTIN_FUNCTION_OR_METHOD;
}

/** Makes anew what the process decides; false with an exception set. */
function refresh(vm: Vm, name: string, entry: Value): boolean {
  const module = moduleOf(vm, entry), dict = moduleDict(vm, module);
  const native = vm.registry.modules.get(name)?.refresh;
  if (native !== undefined && !native(vm, module, dict)) return false;
  if (PROCESS_VALUES.get(name)?.renew?.(vm, dict) === false) return false;
  const hooks = vm.tupleItem(entry, ENTRY.atFork), inChild = FORK_MOMENTS.indexOf("after_in_child");
  for (const hook of vm.tupleItems(vm.tupleItem(hooks, inChild))) {
    const result = vm.call(hook);
    if (result === 0) return false;
    vm.decref(result);
  }
  return true;
}

/** Puts what a module registered elsewhere where it belongs; false with MemoryError set. */
function register(vm: Vm, entry: Value): boolean {
  const hooks = vm.tupleItem(entry, ENTRY.atFork);
  return FORK_MOMENTS.every((moment, i) =>
    vm.tupleItems(vm.tupleItem(hooks, i)).every((hook) => addForkHook(vm, moment, hook))
  ) && vm.tupleItems(vm.tupleItem(entry, ENTRY.atExit)).every((each) => addExitFunction(vm, each));
}

/** Makes a module the program's; false with MemoryError set. */
function publish(vm: Vm, entries: Value, name: string): boolean {
  const modules = vm.control(CONTROL_MODULES), entry = vm.dictGetStr(entries, name);
  const module = moduleOf(vm, entry), place = parentOf(name);
  const isBound = vm.tupleItem(entry, ENTRY.isBound) === TRUE && place !== null;
  const parent = isBound ? moduleDict(vm, moduleOf(vm, vm.dictGetStr(entries, place.parent))) : 0;
  return register(vm, entry) && vm.dictSetStr(modules, name, module) &&
    (!isBound || vm.dictSetStr(parent, place.leaf, module)) &&
    // The entry goes with this.
    vm.dictSetStr(entries, name, module);
}

/** As {@linkcode PreloadedModules.take}, of the only thread that does. */
function takeAlone(vm: Vm, entries: Value, name: string): Value {
  const modules = vm.control(CONTROL_MODULES), known = vm.dictGetStr(modules, name);
  if (known !== 0) return vm.keep(known);
  const taking = new Taking(vm, entries);
  if (!taking.add(name) || taking.hasHooks() && !isMainThread(vm) || isShadowed(vm, taking.names)) return 0;
  const areAllowed = taking.names.every((each) => {
    const dict = moduleDict(vm, moduleOf(vm, taking.entry(each)));
    return PROCESS_VALUES.get(each)?.allows?.(vm, dict) ?? true;
  });
  if (!areAllowed) return 0;
  const done = taking.names.every((each) => refresh(vm, each, taking.entry(each))) &&
    taking.names.every((each) => publish(vm, entries, each));
  return done ? vm.keep(vm.dictGetStr(modules, name)) : 0;
}

/** See the module documentation. */
export const preloadedModules: PreloadedModules = {
  take(vm: Vm, name: string): Value {
    const entries = entriesOf(vm);
    if (entries === 0 || !isWaiting(vm, vm.dictGetStr(entries, name)) || !isUnwatched(vm)) return 0;
    while (!beginLoading(vm, LOCK)) if (!waitForModule(vm, LOCK)) return 0;
    const module = takeAlone(vm, entries, name);
    endLoading(vm, LOCK);
    return module;
  },
};
