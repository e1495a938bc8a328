/**
 * What a program may ask of the C library. FFI asks Deno for one permission and then for nothing; so that
 * `--allow-net`, `--allow-run` and the others mean for Python what they mean for Deno, every call that they are about
 * asks here first.
 *
 * @module
 */
import type { HostError, PermissionKind } from "@orochi/vm";

/** What was granted without a limit, so that it is asked for once. */
const GRANTED: Set<PermissionKind> = new Set();

function descriptor(kind: PermissionKind, detail: string | undefined): Deno.PermissionDescriptor {
  switch (kind) {
    case "read":
    case "write":
      return { name: kind, path: detail };
    case "net":
      return { name: kind, host: detail };
    case "run":
      return { name: kind, command: detail };
    case "env":
      return { name: kind, variable: detail };
    case "sys":
      return { name: kind };
  }
}

function isGranted(kind: PermissionKind, detail: string | undefined): boolean {
  try {
    return Deno.permissions.querySync(descriptor(kind, detail)).state === "granted";
  } catch {
    return false; // What Deno can't read as a host or path can't have been granted by one.
  }
}

/** See {@linkcode SystemCalls.permits}. */
export function permits(kind: PermissionKind, detail?: string): HostError | null {
  if (GRANTED.has(kind)) return null;
  if (isGranted(kind, undefined)) {
    GRANTED.add(kind);
    return null;
  }
  if (detail !== undefined && isGranted(kind, detail)) return null;
  const what = detail === undefined ? "" : ` to "${detail}"`;
  return {
    code: "EACCES",
    message: `Requires ${kind} access${what}, run again with the --allow-${kind} flag`,
  };
}
