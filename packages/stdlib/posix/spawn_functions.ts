/**
 * `os.spawnv` and its like. CPython's `os` makes them of `fork`, which is not to be had here; but all that they
 * need is a program's start.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { isError } from "../files.ts";
import { audit } from "../sys_functions.ts";
import { needLibc } from "../system/calls.ts";
import { inheritedDescriptors, inheritedEnvironment, spawn } from "../system/spawn.ts";
import { pathBytes } from "../system/subprocess.ts";
import { argumentsOf, candidates, environmentOf, exitCodeOf } from "./child_functions.ts";
import { decodePath } from "./paths.ts";

const P_WAIT = 0, P_NOWAIT = 1;
/** Exit status of a child that cannot run its program. */
const CANNOT_RUN = 127;
const encoder = new TextEncoder();

/** Modes of starting a program. */
export const SPAWN_CONSTANTS: Readonly<Record<string, number>> = { P_WAIT, P_NOWAIT, P_NOWAITO: P_NOWAIT };

/** Arguments as `os.spawn*` checks them; null with an exception set. */
function checkedArguments(vm: Vm, given: Value): Uint8Array[] | null {
  if (!vm.isTuple(given) && !vm.isList(given)) {
    return vm.raiseType("argv must be a tuple or a list"), null;
  }
  const first = vm.length(given) === 0
    ? 0
    : vm.isTuple(given)
    ? vm.tupleItem(given, 0)
    : vm.listItem(given, 0);
  const truth = first === 0 ? 0 : vm.truthy(first);
  if (truth < 0) return null;
  if (truth === 0) return vm.raiseValue("argv first element cannot be empty"), null;
  return argumentsOf(vm, given, "spawnv");
}

/** The folders to look for a program in. */
function searchPath(vm: Vm, environment: readonly Uint8Array[] | null): string {
  const entry = environment?.map((text) => decodePath(text)).find((text) => text.startsWith("PATH="));
  return entry?.slice(5) ?? (environment === null ? vm.host.environment().PATH : undefined) ??
    "/bin:/usr/bin";
}

function spawnProgram(vm: Vm, a: number, searches: boolean, given: Value): Value {
  const mode = vm.index(vm.i32[a]);
  const args = vm.failed() ? null : checkedArguments(vm, vm.i32[a + 2]);
  const path = args === null ? null : pathBytes(vm, vm.i32[a + 1]);
  if (args === null || path === null) return 0;
  const own = given === 0 ? null : environmentOf(vm, given);
  if (given !== 0 && own === null) return 0;
  if (!audit(vm, "os.posix_spawn", vm.i32[a + 1], vm.i32[a + 2], given || NONE)) return 0;
  const libc = needLibc(vm);
  if (libc === null) return 0;
  const refused = libc.permits("run", decodePath(path));
  if (refused !== null) return vm.raiseOS(refused, vm.i32[a + 1]);
  const program = {
    args,
    environment: own ?? inheritedEnvironment(vm),
    descriptors: inheritedDescriptors(vm, true),
    executables: candidates(path, searches ? searchPath(vm, own) : null),
  };
  let pid = spawn(vm, libc, program);
  if (isError(pid)) {
    if (mode !== P_NOWAIT) return vm.newInt(CANNOT_RUN);
    // There is a child in any case, which has found no program.
    const words = ["sh", "-c", `exit ${CANNOT_RUN}`].map((word) => encoder.encode(word));
    pid = spawn(vm, libc, { ...program, executables: [encoder.encode("/bin/sh")], args: words });
    if (isError(pid)) return vm.raiseOS(pid, vm.i32[a + 1]);
  }
  return mode === P_NOWAIT ? vm.newInt(pid) : exitCodeOf(vm, pid);
}

/** The functions. */
export const spawnFunctions: readonly NativeDefinition[] = [
  nativeFunction("spawnv", "(mode, file, args)", (vm, a) => spawnProgram(vm, a, false, 0)),
  nativeFunction("spawnve", "(mode, file, args, env)", (vm, a) => spawnProgram(vm, a, false, vm.i32[a + 3])),
  nativeFunction("spawnvp", "(mode, file, args)", (vm, a) => spawnProgram(vm, a, true, 0)),
  nativeFunction("spawnvpe", "(mode, file, args, env)", (vm, a) => spawnProgram(vm, a, true, vm.i32[a + 3])),
];
