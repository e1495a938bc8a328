/**
 * Where the runtime keeps what it can make again.
 *
 * @module
 */

/** Whether a permission is there; nobody is asked for it. */
export function granted(descriptor: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(descriptor).state === "granted";
}

/** A variable of the environment; "" where there is none, or it may not be read. */
export function variable(name: string): string {
  return granted({ name: "env", variable: name }) ? Deno.env.get(name) ?? "" : "";
}

/**
 * The folder of what can be made again: `$OROCHI_CACHE`, or `orochi` in `$XDG_CACHE_HOME` or `~/.cache`. null where
 * there is none, or it may not be used; nobody is asked for a permission.
 */
export function cacheFolder(): string | null {
  const base = variable("XDG_CACHE_HOME") || (variable("HOME") && `${variable("HOME")}/.cache`);
  const folder = variable("OROCHI_CACHE") || (base && `${base}/orochi`);
  if (!folder.startsWith("/")) return null;
  return granted({ name: "read", path: folder }) && granted({ name: "write", path: folder }) ? folder : null;
}
