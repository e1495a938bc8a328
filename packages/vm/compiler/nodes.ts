/**
 * The syntax tree that the compiler works on: that of `@orochi/syntax`.
 *
 * @module
 */
export type * from "@orochi/syntax";
