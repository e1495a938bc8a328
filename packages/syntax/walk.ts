/**
 * Walking over a tree without knowing what each node holds.
 *
 * @module
 */
import type { Node } from "./ast.ts";

/** Calls back with each child of a node, in the order of its fields. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}
