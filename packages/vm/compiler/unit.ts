/**
 * One code unit while it is being compiled: its registers, pools, active blocks and instruction list.
 *
 * Temporaries are a stack: `depth` counts them, `push` takes the next one, `release` gives the last one back. A
 * destination is a local's register, {@linkcode ANYWHERE} or {@linkcode FRESH}.
 *
 * @module
 */
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  type CodeUnit,
  type Constant,
} from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { DEAD, encode, type Handler, Instruction, type Label, TEMPORARY } from "./assembler.ts";
import { optimise } from "./flow.ts";
import type { Located } from "./nodes.ts";
import { PARAMETER, type Scope, type Scopes } from "./scopes.ts";

/** Destination: any register, a local that already holds the value included. */
export const ANYWHERE = -1;
/** Destination: the next temporary. */
export const FRESH = -2;

/** How a name is reached in a unit. */
export const enum Access {
  /** A register. */
  Local,
  /** A cell in a register. */
  Cell,
  /** In a class body: the namespace, else a cell in a register. */
  ClassCell,
  /** Globals, then builtins. */
  Global,
  /** The namespace, then globals, then builtins. */
  Name,
  /** In an annotation scope of a class: the class's namespace, else a cell in a register. */
  DictOrCell,
  /** The class's namespace, else globals. */
  DictOrGlobal,
}

/** Result of {@linkcode Unit.lookUp}. */
export interface Variable {
  readonly access: Access;
  readonly register: number;
}

/** What must be done when control leaves a block by return, break or continue. */
export interface Block {
  /** Handler in force outside the block. */
  readonly outer: Handler | null;
  /** Target of `break`, or null where the block is no loop. */
  readonly breakTo: Label | null;
  /** Target of `continue`. */
  readonly continueTo: Label | null;
  /** Temporaries live at a loop's header. */
  readonly depth: number;
  /**
   * Emits the way out, once the block itself is off the stack and its outer handler in force. `kept` is the register
   * of the value to return, the last temporary, or -1.
   */
  readonly leave: ((kept: number) => void) | null;
}

/** What all units of a source share. */
export interface Context {
  readonly filename: string;
  readonly scopes: Scopes;
  /** 0: as written; 1: no asserts; 2: no docstrings either. */
  readonly optimize: number;
  /** Module-level names are globals, so the faster instructions serve: false for `exec` with separate locals. */
  readonly localsAreGlobals: boolean;
  /** Values of expression statements outside of functions and classes are shown. */
  readonly interactive: boolean;
  /** Flags that every unit gets. */
  readonly futureFlags: number;
  /** Nodes that were tried and are no constant: keeps folding linear. */
  readonly unfoldable: WeakSet<object>;
}

const NONE: Constant = { type: "None" };

/** A code unit being compiled. */
export class Unit {
  /** Scope of the names that are compiled now: the unit's own, or an inlined comprehension's. */
  scope: Scope;
  depth = 0;
  handler: Handler | null = null;
  readonly blocks: Block[] = [];
  readonly code: Instruction[] = [];
  argCount = 0;
  posOnlyCount = 0;
  kwOnlyCount = 0;
  flags = 0;
  docstring: string | null = null;
  firstLine = 1;
  readonly qualname: string;
  /** Attributes assigned to `self` by the methods of a class. */
  readonly staticAttributes: Set<string> = new Set();
  /** Emits code that is rarely run, at the unit's end. */
  readonly cold: (() => void)[] = [];
  #maxDepth = 0;
  #parameterCount = 0;
  readonly #varnames: string[] = [];
  readonly #cellvars: string[] = [];
  readonly #cellRegisters: number[] = [];
  readonly #registerNames: string[] = [];
  readonly #variables = new Map<Scope, Map<string, number>>();
  /** Registers of names that only inlined comprehensions bind. */
  readonly #shared = new Map<string, number>();
  readonly #freevars: string[];
  #freeRegister = 0;
  readonly #freeIndex = new Map<string, number>();
  readonly #constants: Constant[] = [];
  readonly #constantIndex = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #nameIndex = new Map<string, number>();
  readonly #localNames: string[] = [];
  readonly #localNameIndex = new Map<string, number>();

  constructor(
    readonly context: Context,
    readonly parent: Unit | null,
    readonly own: Scope,
    readonly name: string,
    /** What `__qualname__` is based on, where it is not the name. */
    qualifiedBy: string = name,
  ) {
    this.scope = own;
    this.flags = context.futureFlags;
    this.qualname = qualify(parent, qualifiedBy);
    this.#freevars = [...own.free].sort();
    if (own.isFunctionLike) this.flags |= CO_OPTIMIZED | CO_NEWLOCALS;
    if (this.#isNested()) this.flags |= CO_NESTED;
    if (own.isFunctionLike) {
      if (own.isCoroutine && own.isGenerator) this.flags |= CO_ASYNC_GENERATOR;
      else if (own.isCoroutine) this.flags |= CO_COROUTINE;
      else if (own.isGenerator) this.flags |= CO_GENERATOR;
    } else if (own.kind === "module" && own.isCoroutine) this.flags |= CO_COROUTINE;
    this.#layOutRegisters();
  }

  #isNested(): boolean {
    for (let unit = this.parent; unit !== null; unit = unit.parent) if (unit.own.isFunctionLike) return true;
    return false;
  }

  /** Whether the body is a generator's, coroutine's or asynchronous generator's. */
  get suspends(): boolean {
    return (this.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
  }

  // -- registers

  /** Parameters, other locals, cells that are not parameters, free variables. */
  #layOutRegisters(): void {
    const { own } = this;
    const registers = new Map<string, number>();
    this.#variables.set(own, registers);
    if (own.isFunctionLike) {
      for (const [name, bits] of own.names) {
        if ((bits & PARAMETER) === 0) continue;
        registers.set(name, this.#newRegister(name, this.#varnames));
        if (own.cells.has(name)) this.#addCell(name, registers.get(name)!);
      }
      this.#parameterCount = this.#varnames.length;
      for (const [name, bits] of own.names) {
        if ((bits & PARAMETER) === 0 && own.binds(name) && !own.cells.has(name)) {
          registers.set(name, this.#newRegister(name, this.#varnames));
        }
      }
      this.#shareComprehensionNames(own);
    }
    for (const name of [...own.cells].sort()) {
      if (registers.has(name)) continue;
      registers.set(name, this.#newRegister(name, null));
      this.#addCell(name, registers.get(name)!);
    }
    this.#freeRegister = this.#registerNames.length;
    for (const name of this.#freevars) this.#freeIndex.set(name, this.#newRegister(name, null));
  }

  /**
   * Variables of inlined comprehensions that no variable of the function is named as are variables of its own to who
   * looks at its frame, one for all comprehensions that have the name (PEP 709).
   */
  #shareComprehensionNames(scope: Scope): void {
    for (const child of scope.children) {
      if (!child.inlined) continue;
      for (const name of child.names.keys()) {
        if (!child.binds(name) || child.cells.has(name) || this.#shared.has(name)) continue;
        if (this.own.binds(name) || this.own.free.has(name)) continue;
        this.#shared.set(name, this.#newRegister(name, this.#varnames));
      }
      this.#shareComprehensionNames(child);
    }
  }

  /** The register of a comprehension's variable: that of its name unless a comprehension around it uses that. */
  #registerInComprehension(scope: Scope, name: string): number {
    const shared = scope.cells.has(name) ? undefined : this.#shared.get(name);
    let outer = scope.parent!;
    while (outer.inlined && this.#variables.get(outer)?.get(name) !== shared) outer = outer.parent!;
    return shared === undefined || outer.inlined ? this.#newRegister(name, null) : shared;
  }

  #newRegister(name: string, visible: string[] | null): number {
    const shown = name === ".format" ? "format" : name;
    visible?.push(shown);
    return this.#registerNames.push(shown) - 1;
  }

  #addCell(name: string, register: number): void {
    this.#cellvars.push(name);
    this.#cellRegisters.push(register);
  }

  /** A register of its own for a value that must outlive the stack discipline; clear it after use. */
  scratch(name: string): number {
    return this.#newRegister(name, null);
  }

  /** Gives the variables of an inlined comprehension registers; returns them, cells apart. */
  openScope(scope: Scope): { registers: number[]; cells: number[] } {
    const map = new Map<string, number>();
    const registers: number[] = [];
    const cells: number[] = [];
    for (const name of scope.names.keys()) {
      if (!scope.binds(name)) continue;
      const register = this.#registerInComprehension(scope, name);
      map.set(name, register);
      registers.push(register);
      if (scope.cells.has(name)) cells.push(register);
    }
    this.#variables.set(scope, map);
    this.scope = scope;
    return { registers, cells };
  }

  /** First instructions of the body: generator, cells, closure. */
  prologue(node: Located): void {
    if (this.suspends) this.emit(Op.RETURN_GENERATOR, [], node);
    for (const register of this.#cellRegisters) this.emit(Op.MAKE_CELL, [register], node);
    if (this.#freevars.length > 0) {
      this.emit(Op.COPY_FREE_VARS, [this.#freeRegister, this.#freevars.length], node);
    }
  }

  /** Names of the closure's cells. */
  get freevars(): readonly string[] {
    return this.#freevars;
  }

  /** Register that holds the cell of a variable which an inner unit has free. */
  cellRegister(name: string): number {
    for (let scope = this.scope;; scope = scope.parent!) {
      const register = this.#variables.get(scope)?.get(name);
      if (register !== undefined && scope.cells.has(name)) return register;
      if (!scope.inlined) break;
    }
    const register = this.#freeIndex.get(name);
    if (register === undefined) {
      throw new Error(`Cannot close over ${name} in ${this.qualname}: it has no cell`);
    }
    return register;
  }

  /** Finds a name, mangled already, from the current scope. */
  lookUp(name: string): Variable {
    let scope = this.scope;
    for (;; scope = scope.parent!) {
      if (scope.binds(name)) {
        const register = this.#variables.get(scope)?.get(name);
        if (
          register !== undefined && (scope.isFunctionLike || scope.cells.has(name)) && scope.kind !== "class"
        ) {
          return { access: scope.cells.has(name) ? Access.Cell : Access.Local, register };
        }
      }
      if (!scope.inlined) break;
      if (((scope.names.get(name) ?? 0) & 4) !== 0) return { access: Access.Global, register: -1 };
    }
    const { own } = this;
    switch (own.resolve(name)) {
      case "free": {
        const register = this.#freeIndex.get(name)!;
        if (own.kind === "class") {
          const explicit = ((own.names.get(name) ?? 0) & 8) !== 0;
          return { access: explicit ? Access.Cell : Access.ClassCell, register };
        }
        return {
          access: own.seesClass && name !== "__classdict__" ? Access.DictOrCell : Access.Cell,
          register,
        };
      }
      case "global-implicit":
        if (own.seesClass) return { access: Access.DictOrGlobal, register: -1 };
        if (own.kind === "class") return { access: Access.Name, register: -1 };
        if (own.kind === "module" && scope === this.scope && !this.context.localsAreGlobals) {
          return { access: Access.Name, register: -1 };
        }
        return { access: Access.Global, register: -1 };
      case "local":
      case "cell":
        if (own.kind === "module" && this.context.localsAreGlobals) {
          return { access: Access.Global, register: -1 };
        }
        return { access: Access.Name, register: -1 };
      default:
        return { access: Access.Global, register: -1 };
    }
  }

  /** A name as the class around it wants it. */
  mangle(name: string): string {
    return this.scope.mangle(name);
  }

  // -- temporaries

  /** Takes the next temporary. */
  push(): number {
    const register = TEMPORARY + this.depth++;
    if (this.depth > this.#maxDepth) this.#maxDepth = this.depth;
    return register;
  }

  /** Gives back a register that is about to be consumed; nothing to do for a local. */
  release(register: number): void {
    if (register < TEMPORARY) return;
    if (register - TEMPORARY !== this.depth - 1) {
      throw new Error(`Cannot release temporary ${register - TEMPORARY}: the last one is ${this.depth - 1}`);
    }
    this.depth--;
  }

  // -- pools

  /** Index of a constant. */
  constant(constant: Constant): number {
    if (constant.type === "code") return this.#constants.push(constant) - 1;
    const key = constantKey(constant);
    let index = this.#constantIndex.get(key);
    if (index === undefined) {
      index = this.#constants.push(constant) - 1;
      this.#constantIndex.set(key, index);
    }
    return index;
  }

  /** Index of a name in `co_names`. */
  nameIndex(name: string): number {
    let index = this.#nameIndex.get(name);
    if (index === undefined) {
      index = this.#names.push(name) - 1;
      this.#nameIndex.set(name, index);
    }
    return index;
  }

  /** Operand for the name of a local: it is not in `co_names`. */
  localNameIndex(name: string): number {
    let index = this.#localNameIndex.get(name);
    if (index === undefined) {
      index = this.#localNames.push(name) - 1;
      this.#localNameIndex.set(name, index);
    }
    return -1 - index;
  }

  // -- instructions

  #quiet = false;

  /** Appends an instruction whose operands are released already and whose result is not pushed yet. */
  emit(op: number, operands: number[], node: Located, target: Label | null = null): void {
    this.#append(new Instruction(op, operands, target, this.handler, node, this.depth));
  }

  #append(instruction: Instruction): void {
    instruction.quiet = this.#quiet;
    this.code.push(instruction);
  }

  /** Appends a mark: trace functions are told of the node's line although there may be no instruction for it. */
  mark(node: Located): void {
    const marker = new Instruction(DEAD, [], null, null, node, this.depth);
    marker.marker = true;
    this.code.push(marker);
  }

  /** Instructions that `body` appends belong to whatever line runs before them. */
  quietly(body: () => void): void {
    const before = this.#quiet;
    this.#quiet = true;
    body();
    this.#quiet = before;
  }

  /**
   * Appends an instruction whose first operand is its result.
   *
   * @returns The result's register.
   */
  emitTo(
    op: number,
    destination: number,
    rest: number[],
    node: Located,
    target: Label | null = null,
  ): number {
    const register = destination >= 0 ? destination : TEMPORARY + this.depth;
    rest.unshift(register);
    this.#append(new Instruction(op, rest, target, this.handler, node, this.depth));
    if (destination < 0) this.push();
    return register;
  }

  /** Places a label here. */
  place(label: Label): void {
    label.index = this.code.length;
  }

  /** Jump forwards. */
  jump(label: Label, node: Located): void {
    this.emit(Op.JUMP, [0], node, label);
  }

  /** Jump backwards, to a label that is placed. */
  jumpBack(label: Label, node: Located): void {
    this.emit(Op.JUMP_BACK, [0, 0], node, label);
  }

  /** Loads a constant. */
  loadConstant(constant: Constant, destination: number, node: Located): number {
    return this.emitTo(Op.LOAD_CONST, destination, [this.constant(constant)], node);
  }

  /** Loads None. */
  loadNone(destination: number, node: Located): number {
    return this.loadConstant(NONE, destination, node);
  }

  /** Drops the last temporary. */
  drop(node: Located): void {
    const register = TEMPORARY + this.depth - 1;
    this.release(register);
    this.emit(Op.CLEAR, [register], node);
  }

  /** Runs the passes and encodes. */
  finish(): CodeUnit {
    for (const emitCold of this.cold) emitCold();
    optimise(this.code, this.#parameterCount);
    const localCount = this.#registerNames.length;
    const encoded = encode(this.code, localCount, this.#names.length);
    return {
      name: this.name,
      qualname: this.qualname,
      filename: this.context.filename,
      firstLine: this.firstLine,
      argCount: this.argCount,
      posOnlyCount: this.posOnlyCount,
      kwOnlyCount: this.kwOnlyCount,
      flags: this.flags,
      varnames: this.#varnames,
      cellvars: this.#cellvars,
      freevars: this.#freevars,
      registerNames: this.#registerNames,
      cellRegisters: this.#cellRegisters,
      freeRegister: this.#freeRegister,
      names: [...this.#names, ...this.#localNames],
      nameCount: this.#names.length,
      constants: this.#constants,
      localCount,
      registerCount: localCount + this.#maxDepth,
      docstring: this.docstring,
      ...encoded,
    };
  }
}

function qualify(parent: Unit | null, name: string): string {
  let outer = parent;
  while (outer !== null && outer.own.kind === "type-parameters") outer = outer.parent;
  if (outer === null || outer.parent === null) return name;
  if (outer.lookUp(outer.mangle(name)).access === Access.Global && outer.own.names.has(outer.mangle(name))) {
    return name;
  }
  return outer.own.isFunctionLike ? `${outer.qualname}.<locals>.${name}` : `${outer.qualname}.${name}`;
}

/** A string that two constants share exactly when Python may store them once. */
function constantKey(constant: Constant): string {
  switch (constant.type) {
    case "int":
      return `i${constant.value}`;
    case "float":
      return `f${floatKey(constant.value)}`;
    case "complex":
      return `c${floatKey(constant.real)},${floatKey(constant.imag)}`;
    case "str":
      return `s${constant.value}`;
    case "surrogates":
      return `p${constant.points.join()}`;
    case "bytes":
      return `b${constant.value.join()}`;
    case "tuple":
    case "frozenset":
      return constant.type + constant.items.map((item) => {
        const key = constantKey(item);
        return `${key.length}:${key}`;
      }).join("");
    default:
      return constant.type;
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
