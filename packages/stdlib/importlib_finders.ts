/**
 * Putting importlib aside, and in its place again: a heap image has it run, but a program that does not ask for it has its
 * modules found by the machine, which is faster.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import { CONTROL_IMPORTER, CONTROL_SYS, type Vm } from "@orochi/vm";
import { getState, setStateOwned } from "./state.ts";

/** Name in the state: the function that gives specifications to modules that were imported without importlib. */
export const ADOPT = "importlib: adopt";
/** Name in the state: tuple of what {@linkcode LISTS} held, a tuple each, and of what `CONTROL_IMPORTER` was. */
const ASIDE = "importlib: aside";
/** Lists of `sys` that importlib puts its own into. */
const LISTS = ["meta_path", "path_hooks"] as const;

/** A list of `sys` (borrowed), or 0 if the program has something else there. */
function listOf(vm: Vm, name: string): Value {
  const list = vm.dictGetStr(vm.control(CONTROL_SYS), name);
  return list !== 0 && vm.isList(list) ? list : 0;
}

function itemsOf(vm: Vm, list: Value): Value[] {
  return Array.from({ length: vm.listLength(list) }, (_, i) => vm.listItem(list, i));
}

/** Takes importlib out of `sys`; nobody has asked for it then. False with MemoryError set. */
export function putImportlibAside(vm: Vm): boolean {
  const lists = LISTS.map((name) => vm.newTuple(itemsOf(vm, listOf(vm, name)).map((item) => vm.keep(item))));
  const importer = vm.control(CONTROL_IMPORTER);
  vm.setControl(CONTROL_IMPORTER, 0);
  return setStateOwned(vm, ASIDE, vm.newTuple([...lists, importer])) &&
    LISTS.every((name) => vm.dictSetOwned(vm.control(CONTROL_SYS), name, vm.newList([])));
}

/** Puts it in its place again. False with an exception set. */
export function resumeImportlib(vm: Vm): boolean {
  const aside = getState(vm, ASIDE);
  for (const [i, name] of LISTS.entries()) {
    const list = listOf(vm, name);
    for (const item of vm.tupleItems(vm.tupleItem(aside, i))) {
      if (list === 0 || !vm.listAppend(list, item)) return false;
    }
  }
  vm.setControl(CONTROL_IMPORTER, vm.keep(vm.tupleItem(aside, LISTS.length)));
  return adoptModules(vm);
}

/** Gives specifications to modules that were imported without importlib. False with an exception set. */
export function adoptModules(vm: Vm): boolean {
  const result = vm.call(getState(vm, ADOPT));
  vm.decref(result);
  return result !== 0;
}

/** Whether modules are found as they were when the image was made: the program has no finders of its own. */
export function hasOwnFinders(vm: Vm): boolean {
  const aside = vm.control(CONTROL_IMPORTER) === 0 ? 0 : getState(vm, ASIDE);
  return !LISTS.every((name, i) => {
    const list = listOf(vm, name);
    if (list === 0) return false;
    const wanted = aside === 0 ? [] : vm.tupleItems(vm.tupleItem(aside, i)), found = itemsOf(vm, list);
    return wanted.length === found.length && wanted.every((item, k) => item === found[k]);
  });
}
