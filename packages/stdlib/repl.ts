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
  LIBRARY_PREFIX,
  type NativeDefinition,
  nativeFunction,
  runCode,
  runSource,
  type Vm,
} from "@orochi/vm";
import { historyFile, mayColour, Terminal } from "./console/terminal.ts";
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

/**
 * Remembers an exception for `pdb.pm` and shows it as `sys.excepthook` says. False if that asks to exit.
 *
 * @param colour Whether the library shows it with colours, where the program has no hook of its own.
 */
function showError(vm: Vm, colour = false): boolean {
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
  const own = hook !== vm.dictGetStr(sys, "__excepthook__");
  const coloured = colour && !own && showColoured(vm, exception);
  const shown = hook === 0 || coloured ? NONE : vm.call(hook, type, exception, traceback);
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

/** Has the library show an exception with colours; false if it can't. */
function showColoured(vm: Vm, exception: Value): boolean {
  const print = importedAttribute(vm, "traceback", "_print_exception_bltin");
  const result = print === 0 ? 0 : vm.call(print, exception);
  vm.decref(print);
  vm.decref(result);
  if (result === 0) vm.clearError();
  return result !== 0;
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
  /** Sources that the library's `linecache` has not been told. */
  readonly #untold: [filename: string, source: string][] = [];
  readonly #colour: boolean;

  constructor(
    private readonly vm: Vm,
    private readonly namespace: Value,
    private readonly terminal: Terminal | null,
  ) {
    this.#colour = terminal !== null && mayColour(vm, 2, flag(vm, "ignore_environment"));
  }

  /** Runs statements up to the end of the input; false with SystemExit set. */
  run(): boolean {
    const { vm } = this;
    for (;;) {
      const done = this.#statement();
      if (done === "end") return true;
      if (done) continue;
      if (isExit(vm)) return false;
      if (this.terminal === null && vm.matches("KeyboardInterrupt")) writeTo(vm, "stderr", "\n");
      this.#tellSources(this.#colour);
      if (!showError(vm, this.#colour)) return false;
    }
  }

  /** Reads and runs a statement; false with an exception set. */
  #statement(): boolean | "end" {
    const { vm } = this;
    const filename = `<stdin>-${this.#count}`;
    let source = "";
    this.#tellSources(false);
    for (let first = true;; first = false) {
      const line = this.#readLine(first ? "ps1" : "ps2", source);
      if (line === null) return false;
      if (line === "" && first) {
        return writeTo(vm, "stderr", this.terminal === null ? "\n" : "") ? "end" : false;
      }
      const text = line.replace(/\r?\n$/, "");
      source = first ? text : `${source}\n${text}`;
      if (first && isBlankSource(source)) return true;
      // Where the input ends the statement does.
      const code = compileStatement(vm, line === "" ? `${source}\n` : source, filename, this.#futureFlags);
      if (code === null && line !== "") continue;
      if (code === null) return vm.raise("SyntaxError", "unexpected EOF while parsing") !== 0;
      this.#count++;
      vm.setSource(filename, source);
      this.#untold.push([filename, source]);
      return code !== 0 && this.#execute(code);
    }
  }

  /** A line with its end, "" at the end of the input; null with an exception set. */
  #readLine(asking: "ps1" | "ps2", before: string): string | null {
    const { vm, terminal } = this;
    const asked = prompt(vm, asking);
    if (terminal === null) return readLine(vm, asked);
    if (!flushStream(vm, 1) || !flushStream(vm, 2)) return null;
    const coloured = this.#colour && !asked.includes("\x1b") ? `\x1b[1;35m${asked}\x1b[0m` : asked;
    const ending = terminal.read(coloured, indentationAfter(before));
    if (ending === null) return readLine(vm, asked);
    // A line that has nothing but its indentation ends a statement.
    if (ending.kind === "line") return ending.text.trim() === "" ? "\n" : `${ending.text}\n`;
    if (ending.kind === "interrupt") vm.raise("KeyboardInterrupt", "");
    return ending.kind === "interrupt" ? null : "";
  }

  /**
   * Gives sources to `linecache`, for `inspect` and `traceback`.
   *
   * @param load Whether to import it; a program that has not done so gets on without.
   */
  #tellSources(load: boolean): void {
    const { vm } = this;
    if (this.#untold.length === 0) return;
    const loaded = vm.dictGetStr(vm.control(CONTROL_MODULES), "linecache") !== 0;
    if (!load && !loaded) return;
    const error = vm.failed() ? vm.takeError() : 0;
    const cache = importedAttribute(vm, "linecache", "cache");
    for (const [filename, source] of cache === 0 ? [] : this.#untold.splice(0)) {
      const lines = source.split("\n").map((line) => vm.newStr(`${line}\n`));
      const name = vm.newStr(filename);
      const entry = vm.newTuple([vm.newInt(source.length), NONE, vm.newList(lines), vm.keep(name)]);
      if (entry === 0 || !vm.setItem(cache, name, entry)) vm.clearError();
      vm.decref(entry);
      vm.decref(name);
    }
    vm.decref(cache);
    vm.clearError();
    if (error !== 0) vm.setError(error);
  }

  #execute(code: Value): boolean {
    const { vm } = this;
    this.#futureFlags |= futureFlagsOf(vm, code);
    const result = runCode(vm, code, this.namespace, this.namespace);
    vm.decref(result);
    return result !== 0;
  }
}

/** What the next line of a statement begins with: as the last one, deeper after a colon. */
function indentationAfter(source: string): string {
  if (source === "") return "";
  const last = source.slice(source.lastIndexOf("\n") + 1);
  const indentation = /^[ \t]*/.exec(last)![0];
  return /:\s*(?:#.*)?$/.test(last) ? `${indentation}    ` : indentation;
}

/** What `rlcompleter` makes of a word. */
function completionsOf(vm: Vm, completer: Value, word: string): string[] {
  const found: string[] = [];
  const text = vm.newStr(word);
  for (let state = 0; completer !== 0; state++) {
    const next = vm.callMethod(completer, vm.intern("complete"), text, vm.newInt(state));
    if (next === 0 || !vm.isStr(next)) {
      vm.decref(next);
      break;
    }
    found.push(vm.js(next));
    vm.decref(next);
  }
  vm.decref(text);
  vm.clearError();
  return found;
}

/** The terminal at standard input and output, if there is one whose keys can be had. */
function openTerminal(vm: Vm, namespace: Value): Terminal | null {
  const { host } = vm;
  const basic = (host.environment().PYTHON_BASIC_REPL ?? "") !== "" && !flag(vm, "ignore_environment");
  if (basic || host.setRaw === undefined || !host.isTerminal(0) || !host.isTerminal(1)) return null;
  if ((host.environment().TERM ?? "") === "dumb") return null;
  let completer: Value | null = null;
  return new Terminal(vm, historyFile(vm, flag(vm, "ignore_environment")), (word) => {
    if (completer === null) {
      const type = importedAttribute(vm, "rlcompleter", "Completer");
      completer = type === 0 ? 0 : vm.call(type, namespace);
      vm.decref(type);
      vm.clearError();
    }
    return completionsOf(vm, completer, word);
  });
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
  const namespace = mainDict(vm);
  const terminal = openTerminal(vm, namespace);
  const stayed = new Session(vm, namespace, terminal).run();
  terminal?.save();
  return stayed;
}

/** `sys._baserepl`. */
export const baseReplFunction: NativeDefinition = nativeFunction(
  "_baserepl",
  "()",
  (vm) => baseRepl(vm) ? NONE : 0,
  "Private function for getting the base REPL",
);

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

/** `site` makes the entries of `sys.path` absolute: the library's is no folder and has to stay as it was. */
function repairPath(vm: Vm): void {
  const path = sysAttribute(vm, "path");
  const library = LIBRARY_PREFIX.slice(0, -1);
  for (let i = 0; path !== 0 && vm.isList(path) && i < vm.listLength(path); i++) {
    const entry = vm.listItem(path, i);
    if (!vm.isStr(entry) || !vm.js(entry).endsWith(`/${library}`)) continue;
    const name = vm.newStr(library);
    if (name === 0 || !vm.setItem(path, vm.newInt(i), name)) vm.clearError();
    vm.decref(name);
  }
}

/** What `site` adds to `builtins`; and `sys.__interactivehook__`. */
function prepare(vm: Vm): boolean {
  if (!flag(vm, "no_site")) {
    vm.decref(importedAttribute(vm, "site", "__name__"));
    repairPath(vm);
    if (vm.failed() && (isExit(vm) || !showError(vm))) return false;
  }
  const hook = vm.keep(sysAttribute(vm, "__interactivehook__"));
  if (hook === 0) return true;
  // That of `site` makes the library's console ready, which is not used.
  const owner = vm.getAttrOptional(hook, vm.names.__module__);
  if (owner === 0) vm.clearError();
  const unused = owner !== 0 && vm.isStr(owner) && vm.js(owner) === "site";
  vm.decref(owner);
  if (unused) {
    vm.decref(hook);
    return true;
  }
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
  if (!after && !flag(vm, "quiet")) {
    const greeting = `Python ${vm.jsStr(sysAttribute(vm, "version"))} on ${
      vm.jsStr(sysAttribute(vm, "platform"))
    }`;
    const help = 'Type "help", "copyright", "credits" or "license" for more information.';
    if (!writeTo(vm, "stderr", `${greeting}\n${flag(vm, "no_site") ? "" : `${help}\n`}`)) vm.clearError();
  }
  if (!prepare(vm)) return false;
  if (!after && !runStartup(vm)) return false;
  return baseRepl(vm);
}
