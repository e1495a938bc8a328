/**
 * The areas of the language that cases are drawn from, by name: each writes the source of one case.
 *
 * @module
 */
import { attributes, derived, special } from "./areas/classes.ts";
import {
  calls,
  closures,
  comprehensions,
  coroutines,
  exceptions,
  generators,
  groups,
  patterns,
  sorting,
  unpacking,
} from "./areas/programs.ts";
import { format, methods, percent, slices } from "./areas/text.ts";
import { arithmetic, builtins, containers, expression, memoryviews, numbers } from "./areas/values.ts";
import type { Writer } from "./writer.ts";

/** Every area. */
export const AREAS: { readonly [name: string]: (writer: Writer) => string } = {
  methods,
  slices,
  percent,
  format,
  expression: (w) => `show(${expression(w)})`,
  arithmetic,
  numbers,
  builtins,
  containers,
  memoryviews,
  calls,
  closures,
  comprehensions,
  coroutines,
  exceptions,
  generators,
  groups,
  patterns,
  sorting,
  unpacking,
  attributes,
  derived,
  special,
};
