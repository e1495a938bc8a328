/**
 * A WebAssembly module under construction, and its binary encoding.
 *
 * @module
 */
import { ByteWriter } from "./byte_writer.ts";
import { dumpFunction } from "./dump.ts";
import { WasmError } from "./error.ts";
import { FunctionBuilder } from "./function_builder.ts";
import { F32, F64, type FunctionType, I32, I64, type Limits, type ValueType } from "./types.ts";

const KIND_FUNCTION = 0, KIND_TABLE = 1, KIND_MEMORY = 2, KIND_GLOBAL = 3;
const FUNCREF = 0x70;
const FLAG_MAXIMUM = 1, FLAG_SHARED = 2;

interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: number;
  readonly write: (out: ByteWriter) => void;
}

interface GlobalDefinition {
  readonly type: ValueType;
  readonly mutable: boolean;
  readonly initial: number | bigint;
}

interface Elements {
  readonly table: number;
  readonly offset: number;
  readonly functions: readonly number[];
}

interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

/** What modules that begin alike have encoded once: see {@linkcode WasmModule.extend}. */
interface Begun {
  /** The section of imports, of so many. */
  readonly imports: Uint8Array;
  readonly importCount: number;
  /** Bodies of the first functions, of so many. */
  readonly bodies: Uint8Array;
  readonly functions: number;
  /** Indices and names of the first functions, imported ones included, of so many. */
  readonly names: Uint8Array;
  readonly nameCount: number;
}

const NOTHING = new Uint8Array(0);
const NOT_BEGUN: Begun = {
  imports: NOTHING,
  importCount: 0,
  bodies: NOTHING,
  functions: 0,
  names: NOTHING,
  nameCount: 0,
};

/**
 * Collects imports, functions, globals, tables and exports, and encodes them.
 *
 * Imports of functions (globals, tables) come before the first own function (global, table), since the format numbers imports
 * first; a late import is an error rather than a renumbering.
 */
export class WasmModule {
  readonly #types: FunctionType[] = [];
  readonly #typeIndices = new Map<number | string, number>();
  readonly #imports: Import[] = [];
  /** Per function index: its type index; imported functions first. */
  readonly #functionTypes: number[] = [];
  readonly #functionNames: string[] = [];
  #importedFunctions = 0;
  readonly #builders: (FunctionBuilder | undefined)[] = [];
  /** Indices of functions that are called by name. */
  readonly #called: Set<number> = new Set();
  #importedGlobals = 0;
  readonly #globals: GlobalDefinition[] = [];
  #importedTables = 0;
  readonly #tables: Limits[] = [];
  readonly #memories: Limits[] = [];
  #importedMemories = 0;
  readonly #exports: Export[] = [];
  readonly #elements: Elements[] = [];
  /** What the module that this one continues has encoded already. */
  #begun: Begun = NOT_BEGUN;

  /**
   * A module that begins as this one does: the same imports, and the functions that there are, with the same indices. What
   * many modules have in common is so written and encoded once.
   *
   * @throws {WasmError} If this one has tables, globals, a memory, exports or elements of its own, or a function without
   * an end.
   */
  extend(): WasmModule {
    const own = this.#tables.length + this.#globals.length + this.#memories.length + this.#elements.length;
    if (own + this.#exports.length > 0) {
      throw new WasmError("Cannot extend a module that has more than imports and functions");
    }
    this.#checkBodies();
    if (this.#begun.functions < this.#builders.length) this.#begun = this.#encodeBegin();
    const made = new WasmModule();
    made.#types.push(...this.#types);
    for (const [key, index] of this.#typeIndices) made.#typeIndices.set(key, index);
    made.#imports.push(...this.#imports);
    made.#functionTypes.push(...this.#functionTypes);
    made.#functionNames.push(...this.#functionNames);
    made.#builders.push(...this.#builders);
    for (const index of this.#called) made.#called.add(index);
    made.#importedFunctions = this.#importedFunctions;
    made.#importedGlobals = this.#importedGlobals;
    made.#importedTables = this.#importedTables;
    made.#importedMemories = this.#importedMemories;
    made.#begun = this.#begun;
    return made;
  }

  /**
   * Index of a function type, the same for equal types.
   *
   * @param params Types of the parameters.
   * @param results Types of the results.
   */
  typeIndex(params: readonly ValueType[], results: readonly ValueType[]): number {
    const key = typeKey(params, results);
    let index = this.#typeIndices.get(key);
    if (index === undefined) {
      index = this.#types.length;
      this.#types.push({ params: [...params], results: [...results] });
      this.#typeIndices.set(key, index);
    }
    return index;
  }

  // -- imports

  /** Imports the memory. @throws {WasmError} If it is shared without a maximum, or a second one. */
  importMemory(module: string, name: string, limits: Limits): void {
    this.#oneMemory();
    checkShared(limits);
    this.#importedMemories++;
    this.#imports.push({ module, name, kind: KIND_MEMORY, write: (out) => writeLimits(out, limits) });
  }

  /** Imports a function. @returns Its index. @throws {WasmError} If own functions exist already. */
  importFunction(
    module: string,
    name: string,
    params: readonly ValueType[],
    results: readonly ValueType[],
  ): number {
    if (this.#builders.length > 0) late("function", module, name);
    const type = this.typeIndex(params, results);
    this.#imports.push({ module, name, kind: KIND_FUNCTION, write: (out) => out.unsigned(type) });
    this.#functionTypes.push(type);
    this.#functionNames.push(name);
    return this.#importedFunctions++;
  }

  /** Imports a global. @returns Its index. @throws {WasmError} If own globals exist already. */
  importGlobal(module: string, name: string, type: ValueType, mutable = false): number {
    if (this.#globals.length > 0) late("global", module, name);
    this.#imports.push({
      module,
      name,
      kind: KIND_GLOBAL,
      write: (out) => {
        out.byte(type);
        out.byte(mutable ? 1 : 0);
      },
    });
    return this.#importedGlobals++;
  }

  /** Imports a table of functions. @returns Its index. @throws {WasmError} If own tables exist already. */
  importTable(module: string, name: string, limits: Limits): number {
    if (this.#tables.length > 0) late("table", module, name);
    this.#imports.push({
      module,
      name,
      kind: KIND_TABLE,
      write: (out) => {
        out.byte(FUNCREF);
        writeLimits(out, limits);
      },
    });
    return this.#importedTables++;
  }

  // -- definitions

  /** Defines the memory. @throws {WasmError} If it is shared without a maximum, or a second one. */
  defineMemory(limits: Limits): void {
    this.#oneMemory();
    checkShared(limits);
    this.#memories.push(limits);
  }

  /**
   * Gives a function an index, so that others can call it before its body exists.
   *
   * @param name For dumps and stack traces.
   * @returns Its index, for `call` and {@linkcode defineFunction}.
   */
  declareFunction(name: string, params: readonly ValueType[], results: readonly ValueType[]): number {
    this.#functionTypes.push(this.typeIndex(params, results));
    this.#functionNames.push(name);
    this.#builders.push(undefined);
    return this.#functionTypes.length - 1;
  }

  /**
   * Starts the body of a declared function.
   *
   * @throws {WasmError} If the function is imported, unknown or defined already.
   */
  defineFunction(index: number): FunctionBuilder {
    const own = index - this.#importedFunctions;
    if (own < 0 || own >= this.#builders.length) {
      throw new WasmError(`Cannot define function ${index} as declareFunction() did not give that index out`);
    }
    if (this.#builders[own] !== undefined) {
      throw new WasmError(`Cannot define function ${this.#functionNames[index]} again`);
    }
    const type = this.#types[this.#functionTypes[index]];
    const typeIndex = (params: readonly ValueType[], results: readonly ValueType[]) =>
      this.typeIndex(params, results);
    const builder = new FunctionBuilder(index, this.#functionNames[index], type, typeIndex, this.#called);
    this.#builders[own] = builder;
    return builder;
  }

  /** {@linkcode declareFunction} and {@linkcode defineFunction} in one; the builder knows its index. */
  addFunction(name: string, params: readonly ValueType[], results: readonly ValueType[]): FunctionBuilder {
    return this.defineFunction(this.declareFunction(name, params, results));
  }

  /** Defines a global. @param initial Its first value. @returns Its index. */
  defineGlobal(type: ValueType, mutable: boolean, initial: number | bigint): number {
    this.#globals.push({ type, mutable, initial });
    return this.#importedGlobals + this.#globals.length - 1;
  }

  /** Defines a table of functions. @returns Its index. */
  defineTable(limits: Limits): number {
    this.#tables.push(limits);
    return this.#importedTables + this.#tables.length - 1;
  }

  /** Puts functions into a table when the module is instantiated, from index `offset` on. */
  setElements(table: number, offset: number, functions: readonly number[]): void {
    this.#elements.push({ table, offset, functions: [...functions] });
  }

  // -- exports

  /** Exports a function under a name. */
  exportFunction(name: string, index: number): void {
    this.#exports.push({ name, kind: KIND_FUNCTION, index });
  }

  /** Exports the memory under a name. */
  exportMemory(name: string): void {
    this.#exports.push({ name, kind: KIND_MEMORY, index: 0 });
  }

  /** Exports a global under a name. */
  exportGlobal(name: string, index: number): void {
    this.#exports.push({ name, kind: KIND_GLOBAL, index });
  }

  /** Exports a table under a name. */
  exportTable(name: string, index: number): void {
    this.#exports.push({ name, kind: KIND_TABLE, index });
  }

  // -- output

  /** Whether what is written so far has a `call` of the function with this index. */
  calls(index: number): boolean {
    return this.#called.has(index);
  }

  /** Name of a function of any index, for dumps. */
  functionName(index: number): string {
    return this.#functionNames[index] ?? `function ${index}`;
  }

  /** The text of one own function, in the style of the text format, as far as it is written. */
  functionText(index: number): string {
    const builder = this.#builders[index - this.#importedFunctions];
    if (builder === undefined) throw new WasmError(`Cannot dump function ${index} as it has no body`);
    return dumpFunction(builder, (callee) => this.functionName(callee));
  }

  /** The text of all own functions. */
  toText(): string {
    return this.#builders.map((_, own) => this.functionText(own + this.#importedFunctions)).join("\n");
  }

  /**
   * Encodes the module.
   *
   * @returns Bytes for `new WebAssembly.Module`.
   * @throws {WasmError} If a declared function has no body or a body has no end.
   */
  toBytes(): Uint8Array<ArrayBuffer> {
    // Bodies first: encoding them may not add types, but checking them before output keeps errors early.
    this.#checkBodies();
    const begun = this.#begun;
    const out = new ByteWriter(1024);
    out.bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    section(out, 1, this.#types, (to, type) => {
      to.byte(0x60);
      vector(to, type.params);
      vector(to, type.results);
    });
    if (begun.importCount === this.#imports.length) out.bytes(begun.imports);
    else section(out, 2, this.#imports, writeImport);
    section(out, 3, this.#functionTypes.slice(this.#importedFunctions), (to, type) => to.unsigned(type));
    section(out, 4, this.#tables, (to, limits) => {
      to.byte(FUNCREF);
      writeLimits(to, limits);
    });
    section(out, 5, this.#memories, writeLimits);
    section(out, 6, this.#globals, writeGlobal);
    section(out, 7, this.#exports, (to, entry) => {
      to.text(entry.name);
      to.byte(entry.kind);
      to.unsigned(entry.index);
    });
    section(out, 9, this.#elements, writeElements);
    this.#writeBodies(out);
    this.#writeNames(out);
    return out.view().slice();
  }

  #checkBodies(): void {
    for (let own = this.#begun.functions; own < this.#builders.length; own++) {
      const name = this.#functionNames[own + this.#importedFunctions];
      const builder = this.#builders[own];
      if (builder === undefined) throw new WasmError(`Cannot encode function ${name} as it has no body`);
      if (!builder.ended) {
        throw new WasmError(
          `Cannot encode function ${name} as ${builder.depth} blocks and the function are not ended`,
        );
      }
    }
  }

  #encodeBegin(): Begun {
    const imports = new ByteWriter(1024), bodies = new ByteWriter(1024), names = new ByteWriter(1024);
    section(imports, 2, this.#imports, writeImport);
    this.#encodeBodies(bodies);
    this.#encodeNames(names);
    return {
      imports: imports.view().slice(),
      importCount: this.#imports.length,
      bodies: bodies.view().slice(),
      functions: this.#builders.length,
      names: names.view().slice(),
      nameCount: this.#functionNames.length,
    };
  }

  #writeBodies(out: ByteWriter): void {
    if (this.#builders.length === 0) return;
    const bodies = new ByteWriter(1024);
    bodies.unsigned(this.#builders.length);
    this.#encodeBodies(bodies);
    out.byte(10);
    out.unsigned(bodies.length);
    out.bytes(bodies.view());
  }

  /** The bodies, those that were encoded before included. */
  #encodeBodies(out: ByteWriter): void {
    const { bodies, functions } = this.#begun;
    out.bytes(bodies);
    for (let own = functions; own < this.#builders.length; own++) {
      writeBody(out, this.#builders[own] as FunctionBuilder);
    }
  }

  /** Index and name of each function, those that were encoded before included. */
  #encodeNames(out: ByteWriter): void {
    const { names, nameCount } = this.#begun;
    out.bytes(names);
    for (let index = nameCount; index < this.#functionNames.length; index++) {
      out.unsigned(index);
      out.text(this.#functionNames[index]);
    }
  }

  #writeNames(out: ByteWriter): void {
    const names = new ByteWriter(1024);
    names.unsigned(this.#functionNames.length);
    this.#encodeNames(names);
    const body = new ByteWriter(names.length + 16);
    body.text("name");
    body.byte(1); // subsection: function names
    body.unsigned(names.length);
    body.bytes(names.view());
    out.byte(0);
    out.unsigned(body.length);
    out.bytes(body.view());
  }

  #oneMemory(): void {
    if (this.#importedMemories + this.#memories.length > 0) {
      throw new WasmError("Cannot add a second memory: instructions address memory 0 only");
    }
  }
}

/** Types of values in a key that is a number: more would not be told exactly. */
const MOST_IN_NUMBER = 8;

/** What tells function types apart: a number of five bits for each type, and for the border, where there are few. */
function typeKey(params: readonly ValueType[], results: readonly ValueType[]): number | string {
  if (params.length + results.length > MOST_IN_NUMBER) return `${params.join()}>${results.join()}`;
  let key = 1;
  for (const type of params) key = key * 32 + (0x80 - type);
  key *= 32;
  for (const type of results) key = key * 32 + (0x80 - type);
  return key;
}

function late(what: string, module: string, name: string): never {
  throw new WasmError(
    `Cannot import ${what} ${module}.${name} as own ${what}s have indices already: import before defining`,
  );
}

function checkShared(limits: Limits): void {
  if (limits.shared === true && limits.maximum === undefined) {
    throw new WasmError("Cannot share a memory without a maximum: give limits.maximum");
  }
}

function writeImport(out: ByteWriter, entry: Import): void {
  out.text(entry.module);
  out.text(entry.name);
  out.byte(entry.kind);
  entry.write(out);
}

function writeLimits(out: ByteWriter, limits: Limits): void {
  const flags = (limits.maximum === undefined ? 0 : FLAG_MAXIMUM) |
    (limits.shared === true ? FLAG_SHARED : 0);
  out.byte(flags);
  out.unsigned(limits.initial);
  if (limits.maximum !== undefined) out.unsigned(limits.maximum);
}

function writeGlobal(out: ByteWriter, global: GlobalDefinition): void {
  out.byte(global.type);
  out.byte(global.mutable ? 1 : 0);
  switch (global.type) {
    case I32:
      out.byte(0x41);
      out.signed(Number(global.initial));
      break;
    case I64:
      out.byte(0x42);
      out.signed64(BigInt.asIntN(64, BigInt(global.initial)));
      break;
    case F32:
      out.byte(0x43);
      out.float32(Number(global.initial));
      break;
    case F64:
      out.byte(0x44);
      out.float64(Number(global.initial));
      break;
    default:
      throw new WasmError("Cannot define a v128 global: only i32, i64, f32 and f64 have initial values here");
  }
  out.byte(0x0b);
}

function writeElements(out: ByteWriter, elements: Elements): void {
  if (elements.table === 0) out.byte(0);
  else {
    out.byte(2);
    out.unsigned(elements.table);
  }
  out.byte(0x41);
  out.signed(elements.offset);
  out.byte(0x0b);
  if (elements.table !== 0) out.byte(0); // element kind: functions
  vectorOf(out, elements.functions);
}

function writeBody(out: ByteWriter, builder: FunctionBuilder): void {
  const head = new ByteWriter(64);
  const runs: [count: number, type: ValueType][] = [];
  for (const type of builder.locals) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  head.unsigned(runs.length);
  for (const [count, type] of runs) {
    head.unsigned(count);
    head.byte(type);
  }
  out.unsigned(head.length + builder.codeLength);
  out.bytes(head.view());
  out.bytes(builder.code());
}

function vector(out: ByteWriter, types: readonly ValueType[]): void {
  out.unsigned(types.length);
  for (const type of types) out.byte(type);
}

function vectorOf(out: ByteWriter, indices: readonly number[]): void {
  out.unsigned(indices.length);
  for (const index of indices) out.unsigned(index);
}

function section<T>(
  out: ByteWriter,
  id: number,
  entries: readonly T[],
  write: (out: ByteWriter, entry: T) => void,
): void {
  if (entries.length === 0) return;
  const body = new ByteWriter(256);
  body.unsigned(entries.length);
  for (const entry of entries) write(body, entry);
  out.byte(id);
  out.unsigned(body.length);
  out.bytes(body.view());
}
