/**
 * How `compile` hands syntax trees to Python programs and takes them back: what the classes of nodes are is the
 * business of the library's `_ast`.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { ModuleNode } from "@orochi/syntax";
import type { Vm } from "./vm.ts";

/** Both ways between trees and Python objects. */
export interface SyntaxTrees {
  /** Whether a value is an instance of `ast.AST`. */
  isNode(vm: Vm, value: Value): boolean;
  /** Whether a node is of the class that the root of a tree has for a mode; false with TypeError set. */
  isRoot(vm: Vm, value: Value, mode: "exec" | "eval" | "single"): boolean;
  /** Makes the objects of a tree; 0 with an exception set. */
  toObject(vm: Vm, tree: ModuleNode): Value;
  /**
   * Reads and validates the tree that objects make up.
   *
   * @param mode What is compiled, so which class the root must have.
   * @returns Null with TypeError or ValueError set.
   */
  fromObject(vm: Vm, value: Value, mode: "exec" | "eval" | "single"): ModuleNode | null;
}
