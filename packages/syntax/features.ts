/**
 * Which syntax a version of Python 3 does not have yet: `ast.parse(..., feature_version=...)`.
 *
 * @module
 */
import type { Node } from "./ast.ts";
import { eachChild } from "./walk.ts";

/** What is too new, with its verb, and the first minor version that has it. */
export interface NewFeature {
  readonly what: string;
  readonly since: number;
  readonly node: Node;
}

const KINDS: Readonly<Record<string, readonly [what: string, since: number]>> = {
  NamedExpr: ["Assignment expressions are", 8],
  Match: ["Pattern matching is", 10],
  TryStar: ["Exception groups are", 11],
  TypeAlias: ["Type statement is", 12],
  AsyncFunctionDef: ["Async functions are", 5],
  AsyncFor: ["Async for loops are", 5],
  AsyncWith: ["Async with statements are", 5],
  Await: ["Await expressions are", 5],
  AnnAssign: ["Variable annotation syntax is", 6],
  TemplateStr: ["t-strings are", 14],
};

function featureOf(node: Node): readonly [what: string, since: number] | null {
  switch (node.kind) {
    case "arguments":
      return node.posonlyargs.length > 0 ? ["Positional-only parameters are", 8] : null;
    case "comprehension":
      return node.is_async ? ["Async comprehensions are", 6] : null;
    case "BinOp":
    case "AugAssign":
      return node.op === "MatMult" ? ["The '@' operator is", 5] : null;
    case "FunctionDef":
    case "ClassDef":
      return node.type_params.length > 0 ? ["Type parameter lists are", 12] : null;
    default:
      return KINDS[node.kind] ?? null;
  }
}

/** The first part of a tree that Python 3.`minor` does not have; null if it has all. */
export function newFeature(tree: Node, minor: number): NewFeature | null {
  const feature = featureOf(tree);
  if (feature !== null && minor < feature[1]) return { what: feature[0], since: feature[1], node: tree };
  let found: NewFeature | null = null;
  eachChild(tree, (child) => found ??= newFeature(child, minor));
  return found;
}
