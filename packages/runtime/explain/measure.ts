/**
 * Measures operations: calls each of them in a machine whose lock strategy notes what is asked of it, with two threads
 * counted, so that sections take their locks.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { callWithTuple, endThread, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { DenoHost } from "../deno_host.ts";
import { makeVm, runMainThread } from "../program.ts";
import { assemble } from "../strategies.ts";
import { noThreads } from "../worker_threads.ts";
import { ProbeLock } from "./probe.ts";

/** Whom a section was on. */
export type SectionOn = "self" | "argument" | "self and argument" | "another object";

/** What was seen of one operation. */
export interface Observation {
  /** The group that it is listed in. */
  readonly group: string;
  /** As it is called: `list.append`, `next(iter([1, 2]))` for functions. */
  readonly name: string;
  /** Type of the first argument. */
  readonly type: string;
  /** Its outermost sections, in order. */
  readonly sections: readonly SectionOn[];
  /** Whether the thread gave up the interpreter lock. */
  readonly detaches: boolean;
  /** Methods of elements, written in Python, that ran meanwhile. */
  readonly hooks: readonly string[];
  /** "yes", or why the first argument can't be pickled. */
  readonly pickles: string;
}

const here = (name: string) => new URL(name, import.meta.url);

/** The events of one call as text, for the driver to hand back. */
function describe(vm: Vm, lock: ProbeLock, callable: Value, args: Value): string | null {
  let result: Value = 0;
  const values = vm.tupleItems(args);
  const events = lock.during(() => result = callWithTuple(vm, callable, args, 0));
  if (result === 0) return null;
  vm.decref(result);
  return events.filter((event) => event.kind === "detach" || event.depth === 0).map((event) => {
    if (event.kind === "detach") return "detach";
    const at = event.objects.map((object) => values.indexOf(object));
    // The second object of a section may be one that was just made: nobody else knows it.
    if (at.includes(0)) return at.some((index) => index > 0) ? "self and argument" : "self";
    return at.some((index) => index > 0) ? "argument" : "another object";
  }).join(",");
}

/** `FUNCTION(ARGUMENTS)` without the arguments of a method. */
function nameOf(line: string): string {
  return /^[\w.]+\.[\w]+\(/.test(line) ? line.slice(0, line.indexOf("(")) : line;
}

/** Calls all operations of `operations.py`, in the order of their groups. */
export function measureOperations(): Observation[] {
  const assembly = assemble("biased", "object", 256 << 20);
  const lock = new ProbeLock(assembly.lock);
  const operations = Deno.readTextFileSync(here("operations.py"));
  const observations: Observation[] = [];
  let group = "";
  const probe: NativeModule = {
    name: "_probe",
    functions: [
      nativeFunction("measure", "(function, args, /)", (vm, a) => {
        const text = describe(vm, lock, vm.i32[a], vm.i32[a + 1]);
        return text === null ? 0 : vm.newStr(text);
      }),
      nativeFunction("tell", "(line, events, hooks, kind, pickles, /)", (vm, a) => {
        const [line, events, hooks, type, pickles] = [0, 1, 2, 3, 4].map((i) => vm.js(vm.i32[a + i]));
        if (line === "group") {
          group = events;
          return NONE;
        }
        const seen = events.split(",").filter((event) => event !== "");
        observations.push({
          group,
          name: nameOf(line),
          type,
          sections: seen.filter((event): event is SectionOn => event !== "detach"),
          detaches: seen.includes("detach"),
          hooks: hooks.split(" ").filter((hook) => hook !== ""),
          pickles,
        });
        return NONE;
      }),
    ],
    populate: (vm, _module, dict) => {
      vm.lock.prepareThread();
      return vm.dictSetOwned(dict, "operations", vm.newStr(operations)) &&
        vm.dictSetOwned(dict, "file", vm.newStr(here("operations.py").pathname));
    },
  };
  const vm = makeVm({ ...assembly, lock }, 1, new DenoHost(), noThreads, {
    argv: [""],
    path: [],
    modules: [probe],
  });
  const status = runMainThread(vm, {
    source: Deno.readTextFileSync(here("driver.py")),
    filename: "<explain>",
  });
  endThread(vm);
  if (status !== 0) throw new Error("Cannot explain as the program that looks at the operations failed");
  return observations;
}
