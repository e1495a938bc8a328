/**
 * Addresses of sockets: Python's tuples, and the structures of the system (Linux).
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { HostError, SystemCalls, Vm } from "@orochi/vm";
import { bytesOf } from "../bytes_like.ts";
import { encodePath, raiseWords } from "../system/calls.ts";
import { decodePath } from "../posix/paths.ts";
import { formatIPv4, formatIPv6, parseIPv4, parseIPv6, parseLooseIPv4 } from "./ip.ts";
import { lookUp } from "./look_up.ts";

export const AF_UNIX = 1, AF_INET = 2, AF_INET6 = 10;
/** Room for any address: `struct sockaddr_storage`. */
export const ADDRESS_BYTES = 128;
/** Bytes of `sun_path`. */
const PATH_BYTES = 108;
const IPV4_BYTES = 16, IPV6_BYTES = 28;

/** Where a socket is sent or bound to. */
export interface SocketAddress {
  /** The structure. */
  readonly bytes: Uint8Array;
  /** What permission to ask for, under the names that the program gave. */
  readonly permission: { readonly kind: "net" | "write"; readonly detail?: string } | null;
}

/** The refusal of a program that may not go there, or null. */
export function refusal(libc: SystemCalls, { permission }: SocketAddress): HostError | null {
  return permission === null ? null : libc.permits(permission.kind, permission.detail);
}

/** A host argument as text; null with an exception set. */
function hostText(vm: Vm, value: Value): string | null {
  if (vm.isStr(value)) return vm.js(value);
  if (vm.isBytes(value)) return decodePath(bytesOf(vm, value));
  vm.raiseType(`str, bytes or bytearray expected, not ${vm.typeName(value)}`);
  return null;
}

/** The bytes of a host's address, asked of the system where it is a name; null with an exception set. */
function hostBytes(vm: Vm, libc: SystemCalls, host: string, family: number): Uint8Array | null {
  if (family === AF_INET) {
    if (host === "") return new Uint8Array(4);
    if (host === "<broadcast>") return new Uint8Array(4).fill(255);
  } else if (host === "") return new Uint8Array(16);
  const plain = family === AF_INET ? parseIPv4(host) ?? parseLooseIPv4(host) : parseIPv6(host);
  if (plain !== null) return plain;
  const found = lookUp(vm, libc, { host, service: null, family, type: 0, protocol: 0, flags: 0 });
  if (found === null) return null;
  return family === AF_INET ? found[0].address.slice(4, 8) : found[0].address.slice(8, 24);
}

function unixAddress(vm: Vm, value: Value): SocketAddress | null {
  if (!vm.isStr(value) && !vm.isBytes(value)) {
    vm.raiseType(`a bytes-like object is required, not '${vm.typeName(value)}'`);
    return null;
  }
  const path = vm.isStr(value) ? encodePath(vm.js(value)) : bytesOf(vm, value).slice();
  const abstract = path.length > 0 && path[0] === 0;
  if (path.length > PATH_BYTES - (abstract ? 0 : 1)) {
    raiseWords(vm, "OSError", "AF_UNIX path too long");
    return null;
  }
  const bytes = new Uint8Array(2 + path.length + (abstract || path.length === 0 ? 0 : 1));
  bytes[0] = AF_UNIX;
  bytes.set(path, 2);
  const detail = decodePath(path);
  // A name that is no path leads to whoever on the machine has it: that takes all of the net.
  if (abstract) return { bytes, permission: { kind: "net" } };
  return { bytes, permission: detail === "" ? null : { kind: "write", detail } };
}

/** Python's address as the system's; null with an exception set. */
export function readAddress(
  vm: Vm,
  libc: SystemCalls,
  value: Value,
  family: number,
  caller: string,
): SocketAddress | null {
  if (family === AF_UNIX) return unixAddress(vm, value);
  const name = family === AF_INET ? "AF_INET" : "AF_INET6";
  if (family !== AF_INET && family !== AF_INET6) {
    raiseWords(vm, "OSError", `${caller}(): bad family`);
    return null;
  }
  if (!vm.isTuple(value)) {
    vm.raiseType(`${caller}(): ${name} address must be tuple, not ${vm.typeName(value)}`);
    return null;
  }
  const items = vm.tupleItems(value);
  if (family === AF_INET ? items.length !== 2 : items.length < 2 || items.length > 4) {
    vm.raiseType(
      family === AF_INET
        ? "AF_INET address must be a pair (host, port)"
        : "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])",
    );
    return null;
  }
  const host = hostText(vm, items[0]);
  const [port, flow, scope] = host === null
    ? []
    : [1, 2, 3].map((i) => i < items.length ? vm.index(items[i]) : 0);
  if (host === null || vm.failed()) return null;
  if (port < 0 || port > 65535) {
    vm.raise("OverflowError", `${caller}(): port must be 0-65535.`);
    return null;
  }
  const address = hostBytes(vm, libc, host.replace(/%.*$/, ""), family);
  if (address === null) return null;
  const bytes = new Uint8Array(family === AF_INET ? IPV4_BYTES : IPV6_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, family, true);
  view.setUint16(2, port);
  if (family === AF_INET) bytes.set(address, 4);
  else {
    view.setUint32(4, flow);
    bytes.set(address, 8);
    view.setUint32(24, scope, true);
  }
  const named = host !== "" ? host : family === AF_INET ? "0.0.0.0" : "::";
  const detail = `${named.includes(":") ? `[${named}]` : named}:${port}`;
  return { bytes, permission: { kind: "net", detail } };
}

/** The system's address as Python's. */
export function addressValue(vm: Vm, bytes: Uint8Array, length: number): Value {
  if (length < 2) return vm.none;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const family = view.getUint16(0, true), port = view.getUint16(2);
  switch (family) {
    case AF_INET:
      return vm.newTuple([vm.newStr(formatIPv4(bytes.subarray(4))), vm.newInt(port)]);
    case AF_INET6:
      return vm.newTuple([
        vm.newStr(formatIPv6(bytes.subarray(8, 24))),
        vm.newInt(port),
        vm.newInt(view.getUint32(4)),
        vm.newInt(view.getUint32(24, true)),
      ]);
    case AF_UNIX: {
      const path = bytes.subarray(2, length);
      if (path.length > 0 && path[0] === 0) return vm.newBytes(path);
      const end = path.indexOf(0);
      return vm.newStr(decodePath(end < 0 ? path : path.subarray(0, end)));
    }
    default:
      return vm.newTuple([vm.newInt(family), vm.newBytes(bytes.subarray(2, length))]);
  }
}
