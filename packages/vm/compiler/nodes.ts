/**
 * The syntax tree as the compiler sees it: CPython's abstract grammar, written as unions on `kind`.
 *
 * @module
 */
export type * from "@orochi/syntax";
