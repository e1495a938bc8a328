/**
 * Attributes of modules: a module that code mentions is known, and so is where its dict has a name.
 *
 * @module
 */
import { DICT_STORAGE, MODULE_DICT, T_MODULE, type Value } from "@orochi/object";
import { CONST, EMPTY_STATE } from "../states.ts";
import { loadNamed } from "./access.ts";
import type { Translator } from "./translator.ts";

/** D = R.N of a module; false, with nothing written, where it is not known or lacks the name. */
export function loadFromModule(t: Translator, d: number, r: number, name: Value): boolean {
  const f = t.f, { i32 } = t.host, { kind, type, value: module } = t.state[r];
  if (kind !== CONST || type !== T_MODULE || t.avoid.has(t.pc)) return false;
  const place = t.host.placeInModule(module, name);
  if (place === null) return false;
  const dict = i32[(module + MODULE_DICT) >>> 2];
  f.i32Const(dict + DICT_STORAGE);
  f.i32Load();
  f.i32Const(place.storage);
  f.i32Ne();
  // Its class may be changed for one that has properties.
  f.i32Const(module);
  f.i32Load16U();
  f.i32Const(T_MODULE);
  f.i32Ne();
  f.i32Or();
  loadNamed(t, d, name, place.word, "attribute changed", () => t.consume(r));
  return true;
}

/** A = R.N of a module, A+1 empty: what is found there is no method. */
export function loadFunction(t: Translator): boolean {
  const a = t.operand(0);
  // The value goes where the module may be.
  if (!loadFromModule(t, a, t.operand(1), t.operand(2))) return false;
  t.state[a + 1] = EMPTY_STATE;
  return true;
}
