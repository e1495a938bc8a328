/**
 * Python as one talks to it: statements are read from standard input and run one by one.
 *
 * @module
 */
import { EXCEPTION_TRACEBACK, MODULE_DICT, NONE, type Value } from "@orochi/object";
import {
  compileStatement,
  CONTROL_MODULES,
  CONTROL_SYS,
  formatException,
  futureFlagsOf,
  isBlankSource,
  type NativeDefinition,
  nativeFunction,
  runCode,
  runSource,
  type Vm,
} from "@orochi/vm";
import { flushStream } from "./io/open.ts";
import { writeTo } from "./sys_functions.ts";

/** Attributes of a module by name. */
function importedAttribute(vm: Vm, module: string, name: string): Value {
  const text = vm.newStr(module), attribute = vm.newStr(name);
  const list = vm.newList([attribute]);
  const importer = vm.dictGetStr(vm.builtins, "__import__");
  const found = vm.call(importer, text, NONE, NONE, list);
  vm.decref(list);
  vm.decref(text);
  if (found === 0) return 0;
  const value = vm.getAttr(found, vm.intern(name));
  vm.decref(found);
  return value;
}

function sysAttribute(vm: Vm, name: string): Value {
  return vm.dictGetStr(vm.control(CONTROL_SYS), name);
}

function flag(vm: Vm, name: string): boolean {
  const value = vm.getAttrOptional(sysAttribute(vm, "flags"), vm.intern(name));
  if (value === 0) vm.clearError();
  const set = value !== 0 && vm.truthy(value) === 1;
  vm.decref(value);
  return set;
}

function isExit(vm: Vm): boolean {
  return vm.failed() && vm.matches("SystemExit");
}

/** Remembers an exception for `pdb.pm` and shows it as `sys.excepthook` says. False if that asks to exit. */
function showError(vm: Vm): boolean {
  const exception = vm.takeError();
  const type = vm.typeOf(exception);
  const traceback = vm.i32[(exception + EXCEPTION_TRACEBACK) >>> 2] || NONE;
  const sys = vm.control(CONTROL_SYS);
  const known: [string, Value][] = [["exc", exception], ["type", type], ["value", exception], [
    "traceback",
    traceback,
  ]];
  for (const [name, value] of known) vm.dictSetStr(sys, `last_${name}`, value);
  const hook = vm.keep(vm.dictGetStr(sys, "excepthook"));
  if (!flushStream(vm, 1)) vm.clearError();
  const shown = hook === 0 ? NONE : vm.call(hook, type, exception, traceback);
  vm.decref(hook);
  vm.decref(shown);
  let stay = true;
  if (shown === 0) {
    stay = !isExit(vm);
    if (stay) {
      const second = vm.takeError();
      const [inner, outer] = [second, exception].map((error) => formatException(vm, error));
      vm.decref(second);
      writeTo(vm, "stderr", `Error in sys.excepthook:\n${inner}\nOriginal exception was:\n${outer}`);
    }
  }
  vm.decref(exception);
  if (!flushStream(vm, 2)) vm.clearError();
  return stay;
}

/** The text of `sys.ps1` or `sys.ps2`; "" where it has none. */
function prompt(vm: Vm, name: "ps1" | "ps2"): string {
  const value = vm.keep(sysAttribute(vm, name));
  const text = value === 0 ? 0 : vm.toStr(value);
  const result = text === 0 ? "" : vm.js(text);
  vm.clearError();
  vm.decref(text);
  vm.decref(value);
  return result;
}

/** A line of `sys.stdin` after a prompt, "" at its end; null with an exception set. */
function readLine(vm: Vm, asked: string): string | null {
  if (!flushStream(vm, 1)) return null;
  if (!writeTo(vm, "stderr", asked) || !flushStream(vm, 2)) return null;
  const stdin = sysAttribute(vm, "stdin");
  if (stdin === 0 || stdin === NONE) return "";
  const line = vm.callMethod(stdin, vm.intern("readline"));
  if (line === 0) return null;
  const text = vm.isStr(line) ? vm.js(line) : "";
  vm.decref(line);
  return text;
}

/** Statements from standard input, one after the other, in one namespace. */
class Session {
  #count = 0;
  #futureFlags = 0;

  constructor(private readonly vm: Vm, private readonly namespace: Value) {}

  /** Runs statements up to the end of the input; false with SystemExit set. */
  run(): boolean {
    const { vm } = this;
    for (;;) {
      const done = this.#statement();
      if (done === "end") return true;
      if (done) continue;
      if (isExit(vm)) return false;
      if (vm.matches("KeyboardInterrupt")) writeTo(vm, "stderr", "\n");
      if (!showError(vm)) return false;
    }
  }

  /** Reads and runs a statement; false with an exception set. */
  #statement(): boolean | "end" {
    const { vm } = this;
    const filename = `<stdin>-${this.#count}`;
    let source = "";
    for (let first = true;; first = false) {
      const line = readLine(vm, prompt(vm, first ? "ps1" : "ps2"));
      if (line === null) return false;
      if (line === "" && first) return writeTo(vm, "stderr", "\n") ? "end" : false;
      const text = line.replace(/\r?\n$/, "");
      source = first ? text : `${source}\n${text}`;
      if (first && isBlankSource(source)) return true;
      // Where the input ends the statement does.
      const code = compileStatement(vm, line === "" ? `${source}\n` : source, filename, this.#futureFlags);
      if (code === null && line !== "") continue;
      if (code === null) return vm.raise("SyntaxError", "unexpected EOF while parsing") !== 0;
      this.#count++;
      vm.setSource(filename, source);
      return code !== 0 && this.#execute(code);
    }
  }

  #execute(code: Value): boolean {
    const { vm } = this;
    this.#futureFlags |= futureFlagsOf(vm, code);
    const result = runCode(vm, code, this.namespace, this.namespace);
    vm.decref(result);
    return result !== 0;
  }
}

/** The dict of `__main__` (borrowed). */
function mainDict(vm: Vm): Value {
  const main = vm.dictGetStr(vm.control(CONTROL_MODULES), "__main__");
  return main === 0 ? 0 : vm.i32[(main + MODULE_DICT) >>> 2];
}

/** Sets the prompts where the program has none, and asks. False with SystemExit set. */
function baseRepl(vm: Vm): boolean {
  const sys = vm.control(CONTROL_SYS);
  for (const [name, text] of [["ps1", ">>> "], ["ps2", "... "]]) {
    if (vm.dictGetStr(sys, name) === 0 && !vm.dictSetOwned(sys, name, vm.newStr(text))) return false;
  }
  return new Session(vm, mainDict(vm)).run();
}

/** `sys._baserepl`. */
export const baseReplFunction: NativeDefinition = nativeFunction(
  "_baserepl",
  "()",
  (vm) => baseRepl(vm) ? NONE : 0,
  "Private function for getting the base REPL",
);

/** The console of the library, which edits lines; null where it can't be used. False with SystemExit set. */
function fullConsole(vm: Vm, startup: boolean): boolean | null {
  const usable = importedAttribute(vm, "_pyrepl.main", "CAN_USE_PYREPL");
  const is = usable !== 0 && vm.truthy(usable) === 1;
  vm.decref(usable);
  const console = is ? importedAttribute(vm, "_pyrepl.main", "interactive_console") : 0;
  if (console === 0) {
    vm.clearError();
    return null;
  }
  const main = vm.dictGetStr(vm.control(CONTROL_MODULES), "__main__");
  const result = vm.callKeywords(console, [main], ["pythonstartup"], [vm.bool(startup)]);
  vm.decref(console);
  vm.decref(result);
  return result !== 0;
}

/** Runs the file that PYTHONSTARTUP names. */
function runStartup(vm: Vm): boolean {
  const file = vm.host.environment().PYTHONSTARTUP ?? "";
  if (file === "" || flag(vm, "ignore_environment")) return true;
  const source = vm.readSource(file);
  if (source === null) return writeTo(vm, "stderr", `Could not open PYTHONSTARTUP file ${file}\n`);
  const dict = mainDict(vm);
  const result = runSource(vm, source, file, "exec", dict, dict);
  vm.decref(result);
  return result !== 0 || (!isExit(vm) && showError(vm));
}

/** What `site` adds to `builtins`; and `sys.__interactivehook__`. */
function prepare(vm: Vm): boolean {
  if (!flag(vm, "no_site")) {
    vm.decref(importedAttribute(vm, "site", "__name__"));
    if (vm.failed() && (isExit(vm) || !showError(vm))) return false;
  }
  const hook = vm.keep(sysAttribute(vm, "__interactivehook__"));
  if (hook === 0) return true;
  const result = vm.call(hook);
  vm.decref(hook);
  vm.decref(result);
  return result !== 0 || (!isExit(vm) && showError(vm));
}

/**
 * Talks with whoever is at standard input, in the namespace of `__main__`.
 *
 * @param after A program has run before: no greeting, no startup file.
 * @returns False with SystemExit set.
 */
export function runInteractive(vm: Vm, after: boolean): boolean {
  const { host } = vm;
  if (!after && !flag(vm, "quiet")) {
    const greeting = `Python ${vm.jsStr(sysAttribute(vm, "version"))} on ${
      vm.jsStr(sysAttribute(vm, "platform"))
    }`;
    const help = 'Type "help", "copyright", "credits" or "license" for more information.';
    if (!writeTo(vm, "stderr", `${greeting}\n${flag(vm, "no_site") ? "" : `${help}\n`}`)) vm.clearError();
  }
  if (!prepare(vm)) return false;
  const basic = (host.environment().PYTHON_BASIC_REPL ?? "") !== "" && !flag(vm, "ignore_environment");
  if (!basic && host.isTerminal(0) && host.isTerminal(1)) {
    const result = fullConsole(vm, !after);
    if (result !== null) return result;
  }
  if (!after && !runStartup(vm)) return false;
  return baseRepl(vm);
}
