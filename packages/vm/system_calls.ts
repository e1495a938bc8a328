/**
 * The C library of the operating system, as natives call it. `@orochi/runtime` reaches it by FFI (`libc/`); a host
 * without it offers none, and what needs it is refused with the permission to give.
 *
 * @module
 */
import type { HostError } from "./host.ts";

/** An argument: a number, an address, bytes that the function reads or fills, or a null pointer. */
export type SystemArgument = number | bigint | Uint8Array | null;

/** What a program may ask permission for, under the names of Deno's flags. */
export type PermissionKind = "read" | "write" | "net" | "run" | "env" | "sys";

/** Functions of the C library. Layouts and constants are those of Linux on x86-64. */
export interface SystemCalls {
  /**
   * Calls a function by its C name.
   *
   * @param name One of the functions in the tables of the host.
   * @param args As in C; bytes may lie in shared memory. A text is bytes with a 0 at the end.
   * @returns What it gives; where it fails, `-errno`. Addresses are numbers.
   * @throws {Error} If no table has the name: a bug.
   */
  call(name: string, ...args: SystemArgument[]): number;
  /** The address that memory has for the C library. */
  addressOf(bytes: Uint8Array): number;
  /** The bytes at an address, not copied: they must not be touched after they were given back to the system. */
  bytesAt(address: number, length: number): Uint8Array;
  /** The text at an address, up to its 0. */
  textAt(address: number): string;
  /**
   * Whether the program was given a permission; the C library itself would not ask.
   *
   * @param detail A path, a host with or without a port, a program; missing asks for all.
   * @returns The refusal, which names the flag, or null.
   */
  permits(kind: PermissionKind, detail?: string): HostError | null;
}
