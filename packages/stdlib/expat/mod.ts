/**
 * `pyexpat`: a parser of XML, with the events of expat.
 *
 * @module
 */
import {
  CONTROL_MODULES,
  nativeFunction,
  type NativeModule,
  newModule,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { MODULE_DICT, NONE, T_XML_PARSER, type Value } from "@orochi/object";
import { addError, addIntegers } from "../_module_error.ts";
import { ERRORS, errorString } from "./errors.ts";
import { Parser } from "./parser.ts";
import { newParserObject, xmlParserType } from "./xmlparser.ts";

/** The release of expat whose behaviour this is: the one that comes with CPython 3.14. */
const VERSION = [2, 7, 3];

const FEATURES: readonly (readonly [string, number])[] = [
  ["sizeof(XML_Char)", 1],
  ["sizeof(XML_LChar)", 1],
  ["XML_DTD", 0],
  ["XML_CONTEXT_BYTES", 1024],
  ["XML_NS", 0],
  ["XML_BLAP_MAX_AMP", 100],
  ["XML_BLAP_ACT_THRES", 8388608],
  ["XML_GE", 0],
];

const MODEL = {
  XML_CTYPE_EMPTY: 1,
  XML_CTYPE_ANY: 2,
  XML_CTYPE_MIXED: 3,
  XML_CTYPE_NAME: 4,
  XML_CTYPE_CHOICE: 5,
  XML_CTYPE_SEQ: 6,
  XML_CQUANT_NONE: 0,
  XML_CQUANT_OPT: 1,
  XML_CQUANT_REP: 2,
  XML_CQUANT_PLUS: 3,
};

const PARAM_ENTITY_PARSING = {
  XML_PARAM_ENTITY_PARSING_NEVER: 0,
  XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE: 1,
  XML_PARAM_ENTITY_PARSING_ALWAYS: 2,
};

/** A str argument that may be None or missing; undefined with TypeError set. */
function optionalText(vm: Vm, value: Value, name: string): string | null | undefined {
  if (value === 0 || value === NONE) return null;
  if (vm.isStr(value)) return vm.js(value);
  vm.raiseType(`ParserCreate() argument '${name}' must be str or None, not ${vm.typeName(value)}`);
  return undefined;
}

function parserCreate(vm: Vm, a: number): Value {
  const encoding = optionalText(vm, vm.i32[a], "encoding");
  if (encoding === undefined) return 0;
  const separator = optionalText(vm, vm.i32[a + 1], "namespace_separator");
  if (separator === undefined) return 0;
  if (separator !== null && separator.length > 1) {
    return vm.raiseValue("namespace_separator must be at most one character, omitted, or None");
  }
  const given = vm.i32[a + 2];
  if (given !== 0 && given !== NONE && !vm.isDict(given)) return vm.raiseType("intern must be a dictionary");
  const names = given === NONE ? 0 : given === 0 ? vm.newDict() : vm.keep(given);
  if (names === 0 && given === 0) return 0;
  const made = newParserObject(vm, Parser.ofDocument(encoding, separator), names, null);
  vm.decref(names);
  return made;
}

/** Adds a module within this one; false with an exception set. */
function addModule(vm: Vm, dict: Value, name: string, fill: (inner: Value) => boolean): boolean {
  const module = newModule(vm, `pyexpat.${name}`);
  if (module === 0) return false;
  const done = fill(vm.i32[(module + MODULE_DICT) >>> 2]) &&
    vm.dictSetStr(vm.control(CONTROL_MODULES), `pyexpat.${name}`, module);
  return vm.dictSetOwned(dict, name, module) && done;
}

function fillErrors(vm: Vm, dict: Value): boolean {
  const codes = vm.newDict(), messages = vm.newDict();
  let done = codes !== 0 && messages !== 0 &&
    vm.dictSetOwned(dict, "__doc__", vm.newStr("Constants used to describe error conditions."));
  for (let i = 0; done && i < ERRORS.length; i++) {
    const [name, message] = ERRORS[i], text = vm.newStr(message);
    done = text !== 0 && vm.dictSetStr(dict, `XML_ERROR_${name}`, text) &&
      vm.dictSet(codes, text, vm.newInt(i + 1)) && vm.dictSet(messages, vm.newInt(i + 1), text);
    vm.decref(text);
  }
  // Both names are set, and so owned, even if something failed before.
  return vm.dictSetOwned(dict, "codes", codes) && vm.dictSetOwned(dict, "messages", messages) && done;
}

function features(vm: Vm): Value {
  return vm.newList(FEATURES.map(([name, value]) => vm.newTuple([vm.newStr(name), vm.newInt(value)])));
}

/** The types of the module. */
export const expatTypes: readonly TypeDefinition[] = [xmlParserType];

/** The module. */
export const expatModule: NativeModule = {
  name: "pyexpat",
  doc: "Python wrapper for Expat parser.",
  functions: [
    nativeFunction(
      "ParserCreate",
      "(encoding=None, namespace_separator=None, intern=None)",
      parserCreate,
      "Return a new XML parser object.",
    ),
    nativeFunction("ErrorString", "(code, /)", (vm, a) => {
      const code = vm.index(vm.i32[a]);
      if (Number.isNaN(code)) return 0;
      const message = errorString(code);
      return message === null ? NONE : vm.newStr(message);
    }, "Return the message of an error number."),
  ],
  populate: (vm, _module, dict) =>
    addError(vm, dict, "xml.parsers.expat", "ExpatError", "Exception") &&
    vm.dictSetStr(dict, "error", vm.dictGetStr(dict, "ExpatError")) &&
    vm.dictSetStr(dict, "XMLParserType", vm.typeObject(T_XML_PARSER)) &&
    vm.dictSetOwned(dict, "EXPAT_VERSION", vm.newStr("expat_" + VERSION.join("."))) &&
    vm.dictSetOwned(dict, "version_info", vm.newTuple(VERSION.map((part) => vm.newInt(part)))) &&
    vm.dictSetOwned(dict, "native_encoding", vm.newStr("UTF-8")) &&
    vm.dictSetOwned(dict, "features", features(vm)) &&
    addIntegers(vm, dict, PARAM_ENTITY_PARSING) &&
    addModule(vm, dict, "errors", (inner) => fillErrors(vm, inner)) &&
    addModule(
      vm,
      dict,
      "model",
      (inner) =>
        vm.dictSetOwned(
          inner,
          "__doc__",
          vm.newStr("Constants used to interpret content model information."),
        ) &&
        addIntegers(vm, inner, MODEL),
    ),
};
