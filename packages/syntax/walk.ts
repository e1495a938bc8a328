/**
 * Walking over a tree without knowing what each node holds.
 *
 * @module
 */
import type { Node } from "./ast.ts";

/** Calls back with each child of a node, in the order of its fields. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  // An array of all values for each node would be most of what a check costs.
  for (const name in node) {
    const value: unknown = node[name as keyof Node];
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) { for (const item of value) if (isNode(item)) visit(item); }
    else if ("kind" in value) visit(value as Node);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}
