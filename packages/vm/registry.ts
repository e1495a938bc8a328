/**
 * Numbers for everything written in TypeScript: natives, computed attributes and members get the same id in
 * every Worker, because every Worker walks the same tables in the same order.
 *
 * @module
 */
import { T_BYTES, T_CODE, T_INT, T_STR, T_TUPLE } from "@orochi/object";
import type {
  GetSetDefinition,
  MemberDefinition,
  NativeDefinition,
  NativeModule,
  TypeDefinition,
} from "./native.ts";
import { EXTRA_GETSETS, EXTRA_METHODS, INSTANCE_GETSETS } from "./builtins/extra_members.ts";
import { guardNew } from "./safe_new.ts";
import { parseSignature, type Signature } from "./signature.ts";

/** A native with its parsed signature. */
export interface NativeRecord {
  /** As it was written. */
  readonly definition: NativeDefinition;
  /** Its parameters. */
  readonly signature: Signature;
  /** Type index of the type it is a method of, 0 for functions. */
  readonly owner: number;
  /** The behaviour of a call with named arguments: mostly the same. */
  readonly callNamed: NativeDefinition["call"];
  /** The behaviour: `definition.call`. */
  readonly call: NativeDefinition["call"];
  /** Words that it sees if its parameters are all positional, else -1. */
  readonly simpleWords: number;
  /** It is a `__next__`: 0 without an exception says that the iterator has ended. */
  readonly endsQuietly: boolean;
}

/** The tables. */
export class NativeRegistry {
  /** Functions and methods by number. */
  readonly natives: NativeRecord[] = [];
  /** Attributes that are computed, by number. */
  readonly getsets: GetSetDefinition[] = [];
  /** Attributes that are words of an object, by number. */
  readonly members: MemberDefinition[] = [];
  /** The builtin types, a base before what derives from it. */
  readonly types: readonly TypeDefinition[];
  /** Modules of natives by name. */
  readonly modules: ReadonlyMap<string, NativeModule>;
  /** Builtin layouts whose instances end in items of any number. */
  readonly variableSized: ReadonlySet<number> = new Set([T_INT, T_STR, T_BYTES, T_TUPLE, T_CODE]);
  readonly #ids: Map<NativeDefinition | GetSetDefinition | MemberDefinition, number> = new Map();

  /**
   * @param types The builtin types, a base before what derives from it.
   * @param modules The native modules, `builtins` among them.
   */
  constructor(types: readonly TypeDefinition[], modules: readonly NativeModule[]) {
    this.types = types;
    this.modules = new Map(modules.map((module) => [module.name, module]));
    for (const type of types) this.#addType(type);
    for (const getset of INSTANCE_GETSETS) {
      if (!this.#ids.has(getset)) this.#ids.set(getset, this.getsets.push(getset) - 1);
    }
    for (const getsets of Object.values(EXTRA_GETSETS)) {
      for (const getset of getsets) this.#ids.set(getset, this.getsets.push(getset) - 1);
    }
    for (const natives of Object.values(EXTRA_METHODS)) {
      for (const native of natives) this.#addNative(native, 0);
    }
    for (const module of modules) {
      for (const type of module.types ?? []) if (!types.includes(type)) this.#addType(type);
      for (const native of module.functions) this.#addNative(native, 0);
    }
  }

  /** The id of a native, getset or member of the tables. */
  idOf(definition: NativeDefinition | GetSetDefinition | MemberDefinition): number {
    const id = this.#ids.get(definition);
    if (id === undefined) {
      throw new Error(`Cannot find ${definition.name}: it is in no table that was registered`);
    }
    return id;
  }

  #addType(type: TypeDefinition): void {
    for (const native of type.methods ?? []) this.#addNative(native, type.index);
    for (const getset of type.getset ?? []) {
      if (!this.#ids.has(getset)) this.#ids.set(getset, this.getsets.push(getset) - 1);
    }
    for (const member of type.members ?? []) this.#ids.set(member, this.members.push(member) - 1);
  }

  #addNative(definition: NativeDefinition, owner: number): void {
    const signature = parseSignature(definition.signature);
    const guards = definition.kind === "new" && owner !== 0;
    const guarded = (call: NativeDefinition["call"]) => guards ? guardNew(owner, call) : call;
    const call = guarded(definition.call), { callNamed } = definition;
    const record: NativeRecord = {
      definition,
      signature,
      owner,
      call,
      callNamed: callNamed === undefined ? call : guarded(callNamed),
      simpleWords: signature.simple ? signature.words : -1,
      endsQuietly: definition.name === "__next__",
    };
    this.#ids.set(definition, this.natives.push(record) - 1);
  }
}
