/**
 * `exit`, `help` and the other builtins that CPython's `site` adds at every start. Here `site` is imported when a program
 * first uses one of them: most never do.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { importModule } from "./import_operations.ts";
import { CONTROL_MODULES, CONTROL_SYS, type Vm } from "./vm.ts";

const SITE_NAMES: ReadonlySet<string> = new Set(["copyright", "credits", "exit", "help", "license", "quit"]);

/** Whether a builtin that was missing may be there now: `site` has been imported for it. */
export function importSiteFor(vm: Vm, name: Value): boolean {
  if (!SITE_NAMES.has(vm.js(name)) || vm.dictGetStr(vm.control(CONTROL_MODULES), "site") !== 0) return false;
  const flags = vm.dictGetStr(vm.control(CONTROL_SYS), "flags");
  const unwanted = flags === 0 ? 0 : vm.getAttrOptional(flags, vm.intern("no_site"));
  const wanted = unwanted === 0 || vm.truthy(unwanted) === 0;
  vm.decref(unwanted);
  const site = wanted && !vm.failed() ? importModule(vm, "site", 0, 0, 0) : 0;
  if (vm.failed()) vm.clearError();
  vm.decref(site);
  return site !== 0;
}
