/**
 * `sys.executable`: a file that starts this very Orochi, for programs that start further processes of Python.
 *
 * @module
 */
import { fnv1a, FNV_START } from "@orochi/vm/fnv";
import { cacheFolder, granted } from "./cache_folder.ts";
import type { Settings } from "./messages.ts";

/** The permissions that the launcher gives: without one of them it gives more than the program has. */
const ALL: readonly Deno.PermissionName[] = ["read", "write", "net", "env", "run", "sys", "ffi"];

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A short name for a text (FNV-1a, 32 bits twice from different starts). */
function nameOf(text: string): string {
  return [FNV_START, 0x0100_0193].map((start) => fnv1a(text, start).toString(16).padStart(8, "0")).join("");
}

function isThere(path: string, text: string): boolean {
  try {
    return Deno.readTextFileSync(path) === text;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * The path of a program that runs Python with the same strategies; "" where there can be none: without a folder to
 * keep it in, or where the program does not have all permissions.
 *
 * @param main Address of the command line's module.
 */
export function launcher(main: string, { refcount, lock, jit, natives }: Settings): string {
  if (!ALL.every((name) => granted({ name } as Deno.PermissionDescriptor))) return "";
  if (Deno.build.standalone) return Deno.execPath();
  const folder = cacheFolder();
  if (folder === null) return "";
  const module = main.startsWith("file://") ? decodeURIComponent(new URL(main).pathname) : main;
  const options = [`--refcount=${refcount}`, `--lock=${lock}`, ...(jit === false ? ["--jit=off"] : [])];
  if (natives !== undefined) options.push(...natives.addresses.map((address) => `--native=${address}`));
  const words = [Deno.execPath(), "run", "-A", "--no-check", "--quiet", module, ...options];
  const text = `#!/bin/sh\nexec ${words.map(quoted).join(" ")} "$@"\n`;
  const path = `${folder}/bin/${nameOf(text)}/python3`;
  if (isThere(path, text)) return path;
  try {
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    // Moved into place whole: others may be starting it.
    const draft = `${path}.${crypto.randomUUID()}`;
    Deno.writeTextFileSync(draft, text, { mode: 0o755 });
    Deno.renameSync(draft, path);
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) return "";
    throw error;
  }
  return path;
}
