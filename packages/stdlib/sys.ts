/**
 * `sys`.
 *
 * @module
 */
import { NONE, T_FROZENSET, type Value } from "@orochi/object";
import {
  CACHE_TAG,
  CONTROL_MODULES,
  CONTROL_PROGRAM_FOLDER,
  LIBRARY_PREFIX,
  type NativeModule,
  newNamespace,
  type Vm,
} from "@orochi/vm";
import { createFiles, resetFiles } from "./files.ts";
import { baseReplFunction } from "./repl.ts";
import { createStreams, putStreams } from "./io/module.ts";
import type { StreamOptions } from "./io/open.ts";
import { createState, resumeState } from "./state.ts";
import { createSignals, handleHere } from "./signal.ts";
import { newStructSequence, type StructSequence } from "./struct_sequence.ts";
import { DEFAULT_MAX_DIGITS, sysFunctions } from "./sys_functions.ts";
import { jitFunctions, jitModule } from "./sys_jit.ts";
import { monitoring, monitoringFunctions } from "./sys_monitoring.ts";
import {
  FLAGS,
  FLOAT_INFO,
  HASH_INFO,
  INT_INFO,
  STDLIB_MODULE_NAMES,
  THREAD_INFO,
  VERSION_INFO,
} from "./sys_info.ts";

/** What the runtime knows of the program. */
export interface SysOptions extends StreamOptions {
  /** `sys.argv`. */
  readonly argv: readonly string[];
  /** `sys.path`, without the standard library's own entry. */
  readonly path: readonly string[];
  /** `sys.executable`: a program that runs Python files; empty where there is none. */
  readonly executable?: string;
  /** `sys.orig_argv`; made of the executable and `argv` by default. */
  readonly origArgv?: readonly string[];
  /** `sys.warnoptions`: what `-W` gave. */
  readonly warnOptions?: readonly string[];
  /** Fields of `sys.flags` that are not 0. */
  readonly flags?: { readonly [name: string]: number };
  /** `sys._xoptions`: names and values, null where one has none. */
  readonly xOptions?: readonly (readonly [name: string, value: string | null])[];
  /** What `sys.get_int_max_str_digits()` is from the start. */
  readonly maxDigits?: number;
}

/** `sys.version` up to the compiler's name. */
const VERSION = "3.14.0";
/** `sys.hexversion`: 3.14.0 final. */
const HEX_VERSION = 0x030e00f0;
/** The folder that the standard library is in, as `sys.path` has it. */
const LIBRARY = LIBRARY_PREFIX.slice(0, -1);

/** Names that only functions of other files write into `sys`, in the order that CPython documents them. */
const HOOKS = ["displayhook", "excepthook", "breakpointhook", "unraisablehook"];

function listOf(vm: Vm, texts: readonly string[]): Value {
  return vm.newList(texts.map((text) => vm.newStr(text)));
}

function tupleOf(vm: Vm, texts: readonly string[]): Value {
  return vm.newTuple(texts.map((text) => vm.newStr(text)));
}

function frozenset(vm: Vm, texts: readonly string[]): Value {
  const set = vm.newSet(T_FROZENSET);
  return set !== 0 && texts.every((text) => vm.setAdd(set, vm.intern(text))) ? set : 0;
}

function versionInfo(vm: Vm): Value {
  return newStructSequence(vm, VERSION_INFO, [
    vm.newInt(3),
    vm.newInt(14),
    vm.newInt(0),
    vm.newStr("final"),
    vm.newInt(0),
  ]);
}

function implementation(vm: Vm): Value {
  const dict = vm.newDict();
  if (dict === 0) return 0;
  vm.dictSetOwned(dict, "name", vm.newStr("orochi"));
  vm.dictSetOwned(dict, "cache_tag", vm.newStr(CACHE_TAG));
  vm.dictSetOwned(dict, "version", versionInfo(vm));
  vm.dictSetOwned(dict, "hexversion", vm.newInt(HEX_VERSION));
  vm.dictSetOwned(dict, "_multiarch", vm.newStr("wasm32-deno"));
  vm.dictSetStr(dict, "supports_isolated_interpreters", vm.bool(false));
  return newNamespace(vm, dict);
}

function flags(vm: Vm, options: SysOptions): Value {
  const given = options.flags ?? {};
  const fixed: { readonly [name: string]: Value } = {
    dev_mode: vm.bool((given.dev_mode ?? 0) !== 0),
    safe_path: vm.bool((given.safe_path ?? 0) !== 0),
    utf8_mode: vm.newInt(given.utf8_mode ?? 0),
    hash_randomization: vm.newInt(0),
    int_max_str_digits: vm.newInt(options.maxDigits ?? DEFAULT_MAX_DIGITS),
    gil: vm.newInt(vm.lock.constraints.guarantee === "serialised" ? 1 : 0),
    thread_inherit_context: vm.newInt(1),
    context_aware_warnings: vm.newInt(1),
  };
  return newStructSequence(vm, FLAGS, FLAGS.fields.map((name) => fixed[name] ?? vm.newInt(given[name] ?? 0)));
}

/** `sys._xoptions`; an option without a value is True. */
function extraOptions(vm: Vm, given: readonly (readonly [string, string | null])[]): Value {
  const dict = vm.newDict();
  for (const [name, value] of given) {
    if (dict === 0) return 0;
    vm.dictSetOwned(dict, name, value === null ? vm.bool(true) : vm.newStr(value));
  }
  return dict;
}

function numbers(vm: Vm, kind: StructSequence, values: readonly number[]): Value {
  return newStructSequence(
    vm,
    kind,
    values.map((value) => Number.isInteger(value) && value < 2 ** 53 ? vm.newInt(value) : vm.newFloat(value)),
  );
}

function hashInfo(vm: Vm): Value {
  const int = (value: number) => vm.newInt(value);
  return newStructSequence(vm, HASH_INFO, [
    int(64),
    vm.newBigInt((1n << 61n) - 1n),
    int(314159),
    int(0),
    int(1000003),
    vm.newStr("siphash13"),
    int(64),
    int(128),
    int(0),
  ]);
}

/** What differs from program to program. */
function settle(vm: Vm, dict: Value, options: SysOptions): boolean {
  const executable = options.executable ?? "";
  const values: readonly (readonly [string, Value])[] = [
    ["argv", listOf(vm, options.argv)],
    ["orig_argv", listOf(vm, options.origArgv ?? [executable, ...options.argv])],
    ["path", listOf(vm, [...options.path, LIBRARY])],
    ["warnoptions", listOf(vm, options.warnOptions ?? [])],
    ["_xoptions", extraOptions(vm, options.xOptions ?? [])],
    ["executable", vm.newStr(executable)],
    ["_base_executable", vm.newStr(executable)],
    ["dont_write_bytecode", vm.bool((options.flags?.dont_write_bytecode ?? 0) !== 0)],
    ["flags", flags(vm, options)],
  ];
  let done = true;
  for (const [name, value] of values) done = vm.dictSetOwned(dict, name, value) && done;
  const safe = (options.flags?.safe_path ?? 0) !== 0;
  if (!safe && options.path.length > 0) vm.setControl(CONTROL_PROGRAM_FOLDER, vm.intern(options.path[0]));
  return done && putStreams(vm, dict, options);
}

function populate(vm: Vm, dict: Value): boolean {
  const text = (value: string) => vm.newStr(value);
  const values: readonly (readonly [string, Value])[] = [
    ["meta_path", vm.newList([])],
    ["path_hooks", vm.newList([])],
    ["path_importer_cache", vm.newDict()],
    ["maxsize", vm.newBigInt(2n ** 63n - 1n)],
    ["maxunicode", vm.newInt(0x10ffff)],
    ["byteorder", text("little")],
    ["platform", text("linux")],
    ["platlibdir", text("lib")],
    ["abiflags", text("")],
    ["api_version", vm.newInt(1013)],
    ["copyright", text("")],
    ["float_repr_style", text("short")],
    ["_git", tupleOf(vm, ["Orochi", "", ""])],
    ["_framework", text("")],
    ["_home", NONE],
    ["_stdlib_dir", text(LIBRARY)],
    ["pycache_prefix", NONE],
    ["version", text(`${VERSION} (Orochi 0.1.0) [Deno]`)],
    ["hexversion", vm.newInt(HEX_VERSION)],
    ["version_info", versionInfo(vm)],
    ["implementation", implementation(vm)],
    ["monitoring", monitoring(vm)],
    ["_jit", jitModule(vm)],
    [
      "float_info",
      newStructSequence(vm, FLOAT_INFO, [
        vm.newFloat(Number.MAX_VALUE),
        vm.newInt(1024),
        vm.newInt(308),
        vm.newFloat(2 ** -1022),
        vm.newInt(-1021),
        vm.newInt(-307),
        vm.newInt(15),
        vm.newInt(53),
        vm.newFloat(Number.EPSILON),
        vm.newInt(2),
        vm.newInt(1),
      ]),
    ],
    ["int_info", numbers(vm, INT_INFO, [32, 4, DEFAULT_MAX_DIGITS, 640])],
    ["hash_info", hashInfo(vm)],
    ["thread_info", newStructSequence(vm, THREAD_INFO, [text("pthread"), text("semaphore"), NONE])],
    ["builtin_module_names", tupleOf(vm, [...vm.registry.modules.keys()].sort())],
    ["stdlib_module_names", frozenset(vm, STDLIB_MODULE_NAMES)],
    ...["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"].map((name) =>
      [name, text("/usr")] as const
    ),
  ];
  let done = vm.dictSetStr(dict, "modules", vm.control(CONTROL_MODULES));
  for (const [name, value] of values) done = vm.dictSetOwned(dict, name, value) && done;
  for (const name of HOOKS) done = vm.dictSetStr(dict, `__${name}__`, vm.dictGetStr(dict, name)) && done;
  // The functions of `sys.monitoring` and `sys._jit` are registered with those of `sys`, but are no names of it.
  for (const { name } of [...monitoringFunctions, ...jitFunctions]) {
    done = vm.dictDelete(dict, vm.intern(name)) >= 0 && done;
  }
  return done && createStreams(vm);
}

/** The module. */
export function sysModule(options: SysOptions): NativeModule {
  return {
    name: "sys",
    doc:
      "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: [...sysFunctions, ...monitoringFunctions, ...jitFunctions, baseReplFunction],
    populate: (vm, _module, dict) =>
      createState(vm) && createFiles(vm) && createSignals(vm) && populate(vm, dict) &&
      settle(vm, dict, options),
    refresh: (vm, _module, dict) => {
      resumeState(vm);
      resetFiles(vm);
      handleHere(vm);
      return settle(vm, dict, options);
    },
  };
}
