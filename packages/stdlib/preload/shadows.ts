/**
 * Whether a program has modules of its own that are found before those of the library.
 *
 * @module
 */
import { CONTROL_SYS, LIBRARY_PREFIX, type Vm } from "@orochi/vm";

/** What a folder of the path held when it was looked at. */
interface Listing {
  /** Of the folder, in nanoseconds since the epoch. */
  readonly modified: bigint;
  readonly names: ReadonlySet<string>;
}

/** How long after a change a folder may change again without a later time, in nanoseconds. */
const CLOCK_STEP = 1_000_000_000n;

const listings: WeakMap<Vm, Map<string, Listing>> = new WeakMap();

/** What a folder holds; "none" if it is not there, null if that can't be told. */
function listingOf(vm: Vm, folder: string): Listing | "none" | null {
  let known = listings.get(vm);
  if (known === undefined) listings.set(vm, known = new Map());
  const stat = vm.host.stat(folder, true);
  if ("code" in stat) return stat.code === "ENOENT" ? "none" : null;
  const before = known.get(folder);
  if (before?.modified === stat.modified) return before;
  const found = vm.host.listDirectory(folder);
  if ("code" in found) return null;
  // Each name follows a letter for its kind.
  const listing = { modified: stat.modified, names: new Set(found.map((entry) => entry.slice(1))) };
  const now = BigInt(Math.round(vm.host.now() * 1000)) * 1_000_000n;
  if (now - stat.modified > CLOCK_STEP) known.set(folder, listing);
  return listing;
}

/** Folders of `sys.path` before the library's; null if one is no str, or the library is in none. */
function foldersBefore(vm: Vm): string[] | null {
  const path = vm.dictGetStr(vm.control(CONTROL_SYS), "path");
  if (path === 0 || !vm.isList(path)) return null;
  const folders: string[] = [];
  for (let i = 0; i < vm.listLength(path); i++) {
    const entry = vm.listItem(path, i);
    if (!vm.isStr(entry)) return null;
    const folder = vm.js(entry);
    if (`${folder}/` === LIBRARY_PREFIX) return folders;
    folders.push(folder === "" ? vm.host.cwd() : folder);
  }
  return null;
}

/** Whether one of some modules of the library may not be what the program finds by that name. */
export function isShadowed(vm: Vm, names: readonly string[]): boolean {
  const folders = foldersBefore(vm);
  if (folders === null) return true;
  const tops = new Set(names.map((name) => name.split(".")[0]));
  return folders.some((folder) => {
    const listing = listingOf(vm, folder);
    if (listing === "none") return false;
    return listing === null || [...tops].some((top) => {
      if (vm.registry.modules.has(top)) return false;
      return listing.names.has(`${top}.py`) ||
        listing.names.has(top) && vm.host.stampOf(`${folder}/${top}/__init__.py`) !== null;
    });
  });
}
