/**
 * How behaviour written in TypeScript is declared: native functions, builtin types and native modules.
 * The same tables are loaded in every Worker in the same order, so a native's id is its position.
 *
 * @module
 */
import type { Address, Value } from "@orochi/object";
import type { SyntaxTrees } from "./syntax_trees.ts";
import type { Vm } from "./vm.ts";

/**
 * A native function. `args` is a word index: parameter k of its signature is `vm.i32[args + k]`,
 * 0 where an optional one was not given, a tuple for `*args`, a dict for `**kwargs`. Arguments are
 * borrowed; the result is a new reference, or 0 with an exception set.
 */
export type Native = (vm: Vm, args: number) => Value;

/** How a native is reached from Python. */
export type NativeKind = "function" | "method" | "slot" | "classmethod" | "staticmethod" | "new";

/** One native function. */
export interface NativeDefinition {
  /** Name in Python. */
  readonly name: string;
  /**
   * Parameters as CPython's `__text_signature__` writes them, such as `"($self, sub, start=None, /)"`. A default
   * says "optional": the native sees 0 and applies it.
   */
  readonly signature: string;
  /** The behaviour. */
  readonly call: Native;
  /** How it is reached; `slot` is a special method (`slot wrapper` in repr). */
  readonly kind: NativeKind;
  /** Docstring. */
  readonly doc?: string;
  /** It reads parameter 0 only: a call passes nothing else and makes no tuple and dict of the rest. */
  readonly readsFirstOnly?: boolean;
  /** The function that it hands its keyword arguments to, which complains about wrong ones. */
  readonly keywordsOf?: string;
  /** The behaviour of a call with named arguments, where that is another. */
  readonly callNamed?: Native;
  /** Without a positional argument a call is refused for that, whatever is named. */
  readonly wantsOne?: true;
  /** Complaints about a call without keywords are those of positional-only parameters (a type's vectorcall). */
  readonly countsPlainly?: true;
  /** Keys of a `**` in a call of it may be anything: it gets the dict as it is. */
  readonly takesAnyKeys?: true;
}

/** An attribute computed by natives: `get(vm, object)`, `set(vm, object, value or 0 to delete)`. */
export interface GetSetDefinition {
  /** Name in Python. */
  readonly name: string;
  /** Returns a new reference, or 0 with an exception set. */
  readonly get: (vm: Vm, object: Value) => Value;
  /** Returns whether it worked; the value is borrowed, 0 asks for deletion. */
  readonly set?: (vm: Vm, object: Value, value: Value) => boolean;
  /** Docstring. */
  readonly doc?: string;
}

/** An attribute that is a word of the object holding a Value. Empty: AttributeError, or None with `noneIfEmpty`. */
export interface MemberDefinition {
  /** Name in Python. */
  readonly name: string;
  /** Bytes from the object's address. */
  readonly offset: number;
  /** Whether Python may assign it. */
  readonly writable?: boolean;
  /** Reads as None while empty. */
  readonly noneIfEmpty?: boolean;
}

/** A builtin type. */
export interface TypeDefinition {
  /** Type index, one of the `T_` constants. */
  readonly index: number;
  /** `__name__`. */
  readonly name: string;
  /** `__module__`; builtins by default. */
  readonly module?: string;
  /** Type index of the base; object by default. */
  readonly base?: number;
  /** Type index whose layout instances have; its own by default. Words beyond that layout's are Values. */
  readonly layout?: number;
  /** Bytes of an instance from its type word on (without items of variable size). */
  readonly basicSize: number;
  /** Whether Python classes may derive from it; false by default. */
  readonly subclassable?: boolean;
  /** Byte offset of the word that holds instances' dict (instances of the builtin itself), if it has one. */
  readonly dictOffset?: number;
  /** Methods, special methods (kind "slot"), class and static methods, and at most one "new". */
  readonly methods?: readonly NativeDefinition[];
  /** Computed attributes. */
  readonly getset?: readonly GetSetDefinition[];
  /** Attributes that are words of the object. */
  readonly members?: readonly MemberDefinition[];
  /** Special attributes set to None, as `__hash__` of list. */
  readonly none?: readonly string[];
  /** `__match_args__`: what `match` compares positional patterns with. */
  readonly matchArgs?: readonly string[];
  /** `match` treats instances as a sequence or a mapping. */
  readonly collection?: "sequence" | "mapping";
  /** Docstring. */
  readonly doc?: string;
}

/** A module written in TypeScript. */
export interface NativeModule {
  /** Name in Python. */
  readonly name: string;
  /** Docstring. */
  readonly doc?: string;
  /** Module-level functions. */
  readonly functions: readonly NativeDefinition[];
  /** Types the module owns that have fixed indices; built at start, put into the module under their names. */
  readonly types?: readonly TypeDefinition[];
  /** Adds constants and whatever else needs the heap; runs once per program, when first imported. */
  readonly populate?: (vm: Vm, module: Address, dict: Address) => boolean;
  /** Makes anew what it has that the process decides, in a program that found it in its heap image; runs when first imported. */
  readonly refresh?: (vm: Vm, module: Address, dict: Address) => boolean;
  /** Its natives must not run on several threads at once: a program with it runs under a lock that serialises. */
  readonly serial?: boolean;
  /** How syntax trees become objects and objects trees: what `_ast` gives to `compile`. */
  readonly trees?: SyntaxTrees;
}

/** Declares a method. */
export function method(name: string, signature: string, call: Native, doc?: string): NativeDefinition {
  return { name, signature, call, kind: "method", doc };
}

/** Declares a special method. */
export function slot(name: string, signature: string, call: Native, doc?: string): NativeDefinition {
  return { name, signature, call, kind: "slot", doc };
}

/** Declares a class method; parameter 0 is the class. */
export function classMethod(name: string, signature: string, call: Native, doc?: string): NativeDefinition {
  return { name, signature, call, kind: "classmethod", doc };
}

/** Declares a static method. */
export function staticMethod(name: string, signature: string, call: Native, doc?: string): NativeDefinition {
  return { name, signature, call, kind: "staticmethod", doc };
}

/** Declares `__new__`; parameter 0 is the class. */
export function newMethod(signature: string, call: Native, doc?: string): NativeDefinition {
  return { name: "__new__", signature, call, kind: "new", doc };
}

/** Declares a `__new__` that takes any arguments and looks at none of them: `__init__` does. */
export function newFromType(call: Native): NativeDefinition {
  return {
    name: "__new__",
    signature: "($type, /, *args, **kwargs)",
    call,
    kind: "new",
    readsFirstOnly: true,
  };
}

/** Declares a module-level function. */
export function nativeFunction(
  name: string,
  signature: string,
  call: Native,
  doc?: string,
): NativeDefinition {
  return { name, signature, call, kind: "function", doc };
}
