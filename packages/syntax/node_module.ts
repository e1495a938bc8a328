/**
 * Modules of Node's API, which Deno has too, loaded when they are first needed: each costs 10 to 40 ms, so a program
 * that needs none should not pay for them when it starts.
 *
 * @module
 */
import type buffer from "node:buffer";
import type crypto from "node:crypto";
import type fs from "node:fs";
import type os from "node:os";
import type process from "node:process";
import type vm from "node:vm";
import type zlib from "node:zlib";

/** The modules that are used, by name. */
export type NodeModules = {
  readonly "node:buffer": typeof buffer;
  readonly "node:crypto": typeof crypto;
  readonly "node:fs": typeof fs;
  readonly "node:os": typeof os;
  readonly "node:vm": typeof vm;
  readonly "node:zlib": typeof zlib;
};

/** Node's global `process`: asked for here, not imported, for an import would load it. */
export function nodeProcess(): typeof process {
  return (globalThis as unknown as { readonly process: typeof process }).process;
}

/** A module of Node's API. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] {
  return nodeProcess().getBuiltinModule(name) as unknown as NodeModules[Name];
}
