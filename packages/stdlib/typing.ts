/**
 * `_typing`: the types of type parameters, which the machine makes itself for the syntax of PEP 695.
 *
 * @module
 */
import {
  T_PARAM_SPEC,
  T_PARAM_SPEC_ARGS,
  T_PARAM_SPEC_KWARGS,
  T_TYPE_ALIAS_TYPE,
  T_TYPE_VAR,
  T_TYPE_VAR_TUPLE,
  T_UNION,
} from "@orochi/object";
import type { NativeModule } from "@orochi/vm";
import { CONTROL_GENERIC, noDefault, typingFunctions } from "@orochi/vm/kernel";

const TYPES: Readonly<Record<string, number>> = {
  TypeVar: T_TYPE_VAR,
  ParamSpec: T_PARAM_SPEC,
  TypeVarTuple: T_TYPE_VAR_TUPLE,
  ParamSpecArgs: T_PARAM_SPEC_ARGS,
  ParamSpecKwargs: T_PARAM_SPEC_KWARGS,
  TypeAliasType: T_TYPE_ALIAS_TYPE,
  Union: T_UNION,
};

/** The module. */
export const typingModule: NativeModule = {
  name: "_typing",
  doc: "Primitives and accelerators for the typing module.\n",
  functions: typingFunctions,
  populate: (vm, _module, dict) =>
    Object.entries(TYPES).every(([name, type]) => vm.dictSetStr(dict, name, vm.typeObject(type))) &&
    vm.dictSetStr(dict, "Generic", vm.control(CONTROL_GENERIC)) &&
    vm.dictSetStr(dict, "NoDefault", noDefault(vm)),
};
