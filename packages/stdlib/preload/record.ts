/**
 * Imports modules for a heap image, and leaves them as if nobody had: out of `sys.modules`, with a note of what each
 * imported, and of what it registered elsewhere.
 *
 * All modules are found by the machine itself while this goes on, never by importlib, which is put aside as soon as it
 * is there: so every import passes the watcher.
 *
 * @module
 */
import { walkObjects } from "@orochi/heap";
import { DICT_USED, T_FILE_IO, type Value } from "@orochi/object";
import { CONTROL_MODULES, CONTROL_SYS, ensureModule, type ImportWatcher, type Vm } from "@orochi/vm";
import { clearExitFunctions, exitFunctions } from "../atexit.ts";
import { adoptModules, putImportlibAside } from "../importlib_finders.ts";
import { removeStreams } from "../io/module.ts";
import { clearForkHooks, FORK_MOMENTS, forkHooks } from "../multiprocessing/fork_hooks.ts";
import { moduleDict, parentOf, setEntries } from "./entries.ts";
import { PROCESS_VALUES } from "./process_values.ts";

/** What is known of a module. */
interface Found {
  readonly imports: Set<string>;
  readonly atFork: readonly Value[][];
  readonly atExit: Value[];
  /** Whether the machine imported it; else another module has put it into `sys.modules`. */
  readonly isImported: boolean;
}

function found(isImported: boolean): Found {
  return { imports: new Set(), atFork: FORK_MOMENTS.map(() => []), atExit: [], isImported };
}

class Recorder implements ImportWatcher {
  readonly modules: Map<string, Found> = new Map();
  /** Names of modules that are being run, each for the sake of the one before. */
  readonly #running: string[] = [];
  /** Names that were in `sys.modules` from the start. */
  readonly #base: ReadonlySet<string>;
  readonly #forkHooks: number[] = FORK_MOMENTS.map(() => 0);
  #exitFunctions = 0;
  /** Modules in `sys.modules`, when they were looked at last. */
  #present = 0;

  constructor(private readonly vm: Vm) {
    this.#base = new Set(this.#names());
  }

  #names(): string[] {
    const names: string[] = [];
    this.vm.dictIterate(this.vm.control(CONTROL_MODULES), (name) => names.push(this.vm.js(name)) > 0);
    return names;
  }

  needed(name: string): void {
    this.#attribute();
    this.modules.get(this.#running.at(-1) ?? "")?.imports.add(name);
  }

  loading(name: string): void {
    this.#attribute();
    this.#running.push(name);
    this.modules.set(name, found(true));
  }

  loaded(name: string, succeeded: boolean): void {
    this.#attribute();
    this.#running.pop();
    if (!succeeded) this.#abandon(name);
    else if (name === "_frozen_importlib" && !putImportlibAside(this.vm)) throw new Error("out of memory");
  }

  /** What a module imported that failed then is there all the same, for the sake of who wanted that. */
  #abandon(name: string): void {
    const { imports } = this.modules.get(name)!;
    this.modules.delete(name);
    for (const each of imports) this.modules.get(this.#running.at(-1) ?? "")?.imports.add(each);
  }

  /** What came since the last call is the innermost module's doing. */
  #attribute(): void {
    const { vm } = this, own = this.modules.get(this.#running.at(-1) ?? "");
    if (own === undefined) return;
    const present = vm.i32[(vm.control(CONTROL_MODULES) + DICT_USED) >>> 2];
    const names = present === this.#present ? [] : this.#names();
    this.#present = present;
    for (const name of names) {
      if (this.#base.has(name) || this.modules.has(name)) continue;
      this.modules.set(name, found(false));
      own.imports.add(name);
    }
    for (const [i, moment] of FORK_MOMENTS.entries()) {
      const hooks = forkHooks(vm, moment);
      own.atFork[i].push(...hooks.slice(this.#forkHooks[i]));
      this.#forkHooks[i] = hooks.length;
    }
    const functions = exitFunctions(vm);
    own.atExit.push(...functions.slice(this.#exitFunctions));
    this.#exitFunctions = functions.length;
  }
}

function tupleOf(vm: Vm, values: readonly Value[]): Value {
  return vm.newTuple(values.map((value) => vm.keep(value)));
}

/** Takes a module out of its package, if it is an attribute of that; whether it was. */
function unbind(vm: Vm, name: string, module: Value): boolean {
  const place = parentOf(name);
  const parent = place === null ? 0 : vm.dictGetStr(vm.control(CONTROL_MODULES), place.parent);
  const dict = parent === 0 ? 0 : moduleDict(vm, parent);
  if (place === null || dict === 0) return false;
  return vm.dictGetStr(dict, place.leaf) === module && vm.dictDelete(dict, vm.intern(place.leaf)) > 0;
}

function newEntry(
  vm: Vm,
  name: string,
  { atFork, atExit, isImported }: Found,
  imports: readonly string[],
): Value {
  const module = vm.dictGetStr(vm.control(CONTROL_MODULES), name);
  return vm.newTuple([
    vm.keep(module),
    vm.newTuple(imports.map((each) => vm.intern(each))),
    vm.bool(isImported && unbind(vm, name, module)),
    vm.newTuple(atFork.map((hooks) => tupleOf(vm, hooks))),
    tupleOf(vm, atExit),
  ]);
}

/**
 * Imports modules, with all that they import, and leaves them for programs that begin from an image of the heap.
 *
 * @throws {Error} If one can't be imported.
 */
export function preloadModules(vm: Vm, names: readonly string[]): void {
  const recorder = vm.importWatcher = new Recorder(vm);
  for (const name of names) {
    const module = ensureModule(vm, name);
    if (module === 0) throw new Error(`Cannot preload ${name}: ${vm.js(vm.toStr(vm.takeError()))}`);
    vm.decref(module);
  }
  vm.importWatcher = null;
  let done = !recorder.modules.has("_frozen_importlib") || adoptModules(vm);
  const entries = vm.newDict();
  for (const [name, module] of recorder.modules) {
    done = done &&
      vm.dictSetOwned(
        entries,
        name,
        newEntry(vm, name, module, [...module.imports].filter((each) => recorder.modules.has(each))),
      );
  }
  const modules = vm.control(CONTROL_MODULES);
  for (const [name, { release }] of PROCESS_VALUES) {
    const module = vm.dictGetStr(modules, name);
    done = done && (module === 0 || release === undefined || release(vm, moduleDict(vm, module)));
  }
  for (const name of recorder.modules.keys()) done = done && vm.dictDelete(modules, vm.intern(name)) > 0;
  const finders = vm.dictGetStr(vm.control(CONTROL_SYS), "path_importer_cache");
  done = done && clearForkHooks(vm) && clearExitFunctions(vm) &&
    vm.callMethod(finders, vm.intern("clear")) !== 0 && removeStreams(vm, vm.control(CONTROL_SYS));
  if (!done || !setEntries(vm, entries)) {
    throw new Error(`Cannot preload modules: ${vm.js(vm.toStr(vm.takeError()))}`);
  }
  vm.collector.collect(0);
  refuseOpenFiles(vm);
}

/** A program has streams of its own: who holds those of the program that makes the image would write to nowhere. */
function refuseOpenFiles(vm: Vm): void {
  walkObjects(vm.memory, (object) => {
    if (vm.typeIndex(object) !== T_FILE_IO) return;
    throw new Error("Cannot preload modules as one of them holds an open file, or a standard stream");
  });
}
