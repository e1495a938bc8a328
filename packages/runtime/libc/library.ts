/**
 * The C library by FFI. Nothing is opened before it is asked for, and then one area at a time; each isolate opens for
 * itself.
 *
 * @module
 */
import type { HostError, PermissionKind, SystemArgument, SystemCalls } from "@orochi/vm";
import { DESCRIPTORS } from "./descriptors.ts";
import { MEMORY } from "./memory.ts";
import { permits } from "./permissions.ts";
import { PROCESSES } from "./processes.ts";
import { readSignature, type SignatureTable } from "./signature.ts";
import { SOCKETS } from "./sockets.ts";
import { TERMINALS } from "./terminals.ts";

/** "Value too large for defined data type". */
const EOVERFLOW = 75;

/** All areas. */
const AREAS: readonly SignatureTable[] = [DESCRIPTORS, SOCKETS, PROCESSES, MEMORY, TERMINALS];

/** glibc's file; musl and other systems have other layouts of structures too. */
const FILE = "libc.so.6";

type ForeignFunction = (...args: readonly unknown[]) => number | bigint | undefined;
type Callable = (args: readonly SystemArgument[]) => number;

/** Functions of C that have a second name here, for another type of an argument. */
const C_NAMES: { readonly [name: string]: string } = { fcntl_buffer: "fcntl", ioctl_buffer: "ioctl" };

class Library implements SystemCalls {
  readonly #functions: Map<string, Callable> = new Map();
  /** `errno` of this thread, in place. */
  readonly #errno: Int32Array;

  constructor() {
    const { symbols } = Deno.dlopen(FILE, { __errno_location: { parameters: [], result: "pointer" } });
    const place = symbols.__errno_location()!;
    this.#errno = new Int32Array(Deno.UnsafePointerView.getArrayBuffer(place, 4));
  }

  call(name: string, ...args: SystemArgument[]): number {
    const call = this.#functions.get(name) ?? this.#open(name);
    try {
      return call(args);
    } catch (error) {
      // A number that has no room in the parameter's type.
      if (error instanceof TypeError && error.message.startsWith("Invalid FFI")) return -EOVERFLOW;
      throw error;
    }
  }

  /** Opens the area of a function. */
  #open(name: string): Callable {
    const area = AREAS.find((table) => Object.hasOwn(table, name));
    if (area === undefined) throw new Error(`Cannot call ${name} as no table of libc/ has it: add it`);
    const signatures = Object.entries(area).map(([symbol, entry]) => [symbol, readSignature(entry)] as const);
    const symbols: Record<string, Deno.ForeignFunction> = {};
    for (const [symbol, { parameters, result }] of signatures) {
      symbols[symbol] = { name: C_NAMES[symbol] ?? symbol, parameters: [...parameters], result };
    }
    const library = Deno.dlopen(FILE, symbols);
    for (const [symbol, { fails }] of signatures) {
      this.#functions.set(symbol, this.#wrap(library.symbols[symbol] as unknown as ForeignFunction, fails));
    }
    return this.#functions.get(name)!;
  }

  #wrap(foreign: ForeignFunction, fails: string): Callable {
    const errno = this.#errno;
    switch (fails) {
      case "-1":
        return (args) => {
          const result = Number(foreign(...args));
          // The address -1 comes as an unsigned number.
          return result === -1 || result === 2 ** 64 ? -errno[0] : result;
        };
      case "result":
        return (args) => -Number(foreign(...args));
      case "errno":
        return (args) => {
          errno[0] = 0;
          const result = Number(foreign(...args));
          return errno[0] !== 0 ? -errno[0] : result;
        };
      default:
        return (args) => Number(foreign(...args) ?? 0);
    }
  }

  addressOf(bytes: Uint8Array): number {
    // Asking for its buffer moves a short array out of the engine's heap, to where it stays.
    const place = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    const pointer = Deno.UnsafePointer.of(place as Uint8Array<ArrayBuffer>);
    return Number(Deno.UnsafePointer.value(pointer));
  }

  bytesAt(address: number, length: number): Uint8Array {
    const pointer = Deno.UnsafePointer.create(BigInt(address));
    return pointer === null || length === 0
      ? new Uint8Array(0)
      : new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(pointer, length));
  }

  textAt(address: number): string {
    const pointer = Deno.UnsafePointer.create(BigInt(address));
    return pointer === null ? "" : Deno.UnsafePointerView.getCString(pointer);
  }

  permits(kind: PermissionKind, detail?: string): HostError | null {
    return permits(kind, detail);
  }
}

let library: SystemCalls | HostError | null = null;

function open(): SystemCalls | HostError {
  const { os, arch } = Deno.build;
  if (os !== "linux" || arch !== "x86_64") {
    return { code: "ENOSYS", message: `Function not implemented for ${os} on ${arch}` };
  }
  // Not asked for at the terminal: much works without it, and a program opens files all the time.
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    return {
      code: "EACCES",
      message: `Requires ffi access to "${FILE}", run again with the --allow-ffi flag`,
    };
  }
  try {
    return new Library();
  } catch (error) {
    return { code: "ENOSYS", message: error instanceof Error ? error.message : String(error) };
  }
}

/** The C library, or why there is none: a missing permission, or another system than Linux on x86-64. */
export function openLibrary(): SystemCalls | HostError {
  return library ??= open();
}
