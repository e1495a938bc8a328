/**
 * Functions of `_socket` on names and addresses.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import { bytesLike, bytesOf } from "../bytes_like.ts";
import { decodePath } from "../posix/paths.ts";
import { intOr } from "../posix/path_functions.ts";
import { cText, needLibc, raiseWords, upToZero } from "../system/calls.ts";
import { addressValue, AF_INET, AF_INET6 } from "./addresses.ts";
import { formatIPv4, formatIPv6, parseIPv4, parseIPv6, parseLooseIPv4 } from "./ip.ts";
import { lookUp, raiseLookUp } from "./look_up.ts";

const AI_CANONNAME = 2;
const NI_NUMERICHOST = 1, NI_NAMEREQD = 8, NI_DGRAM = 16, NI_NUMERICSERV = 2;
const SOCK_STREAM = 1, EAI_NONAME = -2;
const INTERFACE_BYTES = 16;

/** A host or service as text, null for None; undefined with TypeError set. */
function nameOf(vm: Vm, value: Value, parameter: string): string | null | undefined {
  if (value === 0 || value === NONE) return null;
  if (vm.isStr(value)) return vm.js(value);
  if (vm.isBytes(value)) return decodePath(bytesOf(vm, value));
  if (parameter === "port" && vm.isInt(value)) {
    const port = vm.bigInt(value);
    if (BigInt.asIntN(64, port) === port) return String(port);
    vm.raise("OverflowError", "Python int too large to convert to C long");
    return undefined;
  }
  const expected = parameter === "port"
    ? "Int or String expected"
    : "getaddrinfo() argument 1 must be string or None";
  if (parameter === "port") raiseWords(vm, "OSError", expected);
  else vm.raiseType(expected);
}

function getaddrinfo(vm: Vm, a: number): Value {
  const host = nameOf(vm, vm.i32[a], "host"), service = nameOf(vm, vm.i32[a + 1], "port");
  const [family, type, protocol, flags] = [2, 3, 4, 5].map((k) => intOr(vm, vm.i32[a + k], 0));
  const libc = host === undefined || service === undefined || vm.failed() ? null : needLibc(vm);
  if (libc === null) return 0;
  const answers = lookUp(vm, libc, {
    host: host === "" ? null : host!,
    service: service!,
    family,
    type,
    protocol,
    flags,
  });
  if (answers === null) return 0;
  return vm.newList(answers.map((answer) =>
    vm.newTuple([
      vm.newInt(answer.family),
      vm.newInt(answer.type),
      vm.newInt(answer.protocol),
      vm.newStr(answer.name),
      addressValue(vm, answer.address, answer.address.length),
    ])
  ));
}

/** IPv4 addresses of a host by name; null with an exception set. */
function addressesOf(vm: Vm, given: Value): { name: string; addresses: string[] } | null {
  const host = nameOf(vm, given, "host"), libc = host === undefined ? null : needLibc(vm);
  if (libc === null) return null;
  if (host === null) return vm.raiseType("getaddrinfo() argument 1 must be string, not None"), null;
  if (host === "" || host === "<broadcast>") {
    return { name: host!, addresses: [host === "" ? "0.0.0.0" : "255.255.255.255"] };
  }
  const answers = lookUp(vm, libc, {
    host: host!,
    service: null,
    family: AF_INET,
    type: SOCK_STREAM,
    protocol: 0,
    flags: AI_CANONNAME,
  });
  if (answers === null) return null;
  const addresses = answers.map(({ address }) => formatIPv4(address.subarray(4)));
  return { name: answers[0].name || host!, addresses: [...new Set(addresses)] };
}

function hostByName(vm: Vm, given: Value, extended: boolean): Value {
  const found = addressesOf(vm, given);
  if (found === null) return 0;
  if (!extended) return vm.newStr(found.addresses[0]);
  return vm.newTuple([
    vm.newStr(found.name),
    vm.newList([]),
    vm.newList(found.addresses.map((address) => vm.newStr(address))),
  ]);
}

/** Name of a host by its address, as `/etc/hosts` has it; null where that has none. */
function knownHost(vm: Vm, address: string): string[] | null {
  const file = vm.host.readFile("/etc/hosts");
  if (!(file instanceof Uint8Array)) return null;
  for (const line of new TextDecoder().decode(file).split("\n")) {
    const [known, ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (known === address && names.length > 0) return names;
  }
  return null;
}

function hostByAddress(vm: Vm, given: Value): Value {
  const found = addressesOf(vm, given);
  if (found === null) return 0;
  const names = knownHost(vm, found.addresses[0]);
  if (names === null) {
    const number = vm.newInt(1), words = vm.newStr("Unknown host");
    const error = vm.call(vm.exceptionType("OSError"), number, words);
    vm.decref(words);
    return error === 0 ? 0 : vm.raiseObject(error);
  }
  return vm.newTuple([
    vm.newStr(names[0]),
    vm.newList(names.slice(1).map((name) => vm.newStr(name))),
    vm.newList([vm.newStr(found.addresses[0])]),
  ]);
}

/** Services by name or number, as `/etc/services` has them. */
function service(
  vm: Vm,
  wanted: (name: string, port: number) => boolean,
  protocol: string,
): [string, number] | null {
  const file = vm.host.readFile("/etc/services");
  const text = file instanceof Uint8Array ? new TextDecoder().decode(file) : "";
  for (const line of text.split("\n")) {
    const match = /^(\S+)\s+(\d+)\/(\w+)(.*)$/.exec(line.replace(/#.*/, ""));
    if (match === null || (protocol !== "" && match[3] !== protocol)) continue;
    const names = [match[1], ...match[4].trim().split(/\s+/)];
    if (names.some((name) => wanted(name, Number(match[2])))) return [match[1], Number(match[2])];
  }
  return null;
}

function getnameinfo(vm: Vm, a: number): Value {
  const given = vm.i32[a], flags = vm.index(vm.i32[a + 1]);
  if (Number.isNaN(flags)) return 0;
  if (!vm.isTuple(given)) return vm.raiseType("getnameinfo() argument 1 must be a tuple");
  const [hostValue, portValue] = vm.tupleItems(given);
  const host = hostValue === undefined ? undefined : nameOf(vm, hostValue, "host");
  const port = portValue === undefined ? NaN : vm.index(portValue);
  if (vm.failed()) return 0;
  if (host === undefined || host === null || Number.isNaN(port)) {
    return vm.raiseType("getnameinfo(): illegal sockaddr argument");
  }
  const bytes = parseIPv4(host) ?? parseIPv6(host.replace(/%.*$/, ""));
  if (bytes === null) return raiseLookUp(vm, EAI_NONAME);
  const text = bytes.length === 4 ? formatIPv4(bytes) : formatIPv6(bytes);
  const names = (flags & NI_NUMERICHOST) !== 0 ? null : knownHost(vm, text);
  if (names === null && (flags & NI_NAMEREQD) !== 0) return raiseLookUp(vm, EAI_NONAME);
  const protocol = (flags & NI_DGRAM) !== 0 ? "udp" : "tcp";
  const known = (flags & NI_NUMERICSERV) !== 0 ? null : service(vm, (_, number) => number === port, protocol);
  return vm.newTuple([vm.newStr(names?.[0] ?? text), vm.newStr(known?.[0] ?? String(port))]);
}

function toBytes(vm: Vm, given: Value, family: number): Value {
  if (!vm.isStr(given)) return vm.raiseType(`inet_pton() argument 2 must be str, not ${vm.typeName(given)}`);
  const text = vm.js(given);
  if (family !== AF_INET && family !== AF_INET6) {
    return vm.raiseOS({
      code: "EAFNOSUPPORT",
      message: "Address family not supported by protocol",
      number: 97,
    });
  }
  const bytes = family === AF_INET ? parseIPv4(text) : parseIPv6(text);
  return bytes === null
    ? raiseWords(vm, "OSError", "illegal IP address string passed to inet_pton")
    : vm.newBytes(bytes);
}

function toText(vm: Vm, given: Value, family: number): Value {
  const bytes = bytesLike(vm, given);
  if (bytes === null) return 0;
  if (family !== AF_INET && family !== AF_INET6) return vm.raiseValue(`unknown address family ${family}`);
  if (bytes.length !== (family === AF_INET ? 4 : 16)) {
    return vm.raiseValue("invalid length of packed IP address string");
  }
  return vm.newStr(family === AF_INET ? formatIPv4(bytes) : formatIPv6(bytes));
}

/** `htons` and its like: they turn bytes around on the machines that Deno runs on. */
function turned(name: string, bits: 16 | 32): NativeDefinition {
  return nativeFunction(name, "(x, /)", (vm, a) => {
    const value = vm.index(vm.i32[a]);
    if (Number.isNaN(value)) return 0;
    if (value < 0) {
      return vm.raise(
        "OverflowError",
        `${name}: can't convert negative Python int to C ${bits}-bit unsigned integer`,
      );
    }
    if (value >= 2 ** bits) {
      return vm.raise(
        "OverflowError",
        `${name}: Python int too large to convert to C ${bits}-bit unsigned integer`,
      );
    }
    const view = new DataView(new ArrayBuffer(4));
    if (bits === 16) view.setUint16(0, value);
    else view.setUint32(0, value);
    return vm.newInt(bits === 16 ? view.getUint16(0, true) : view.getUint32(0, true));
  });
}

const PROTOCOLS: { readonly [name: string]: number } = {
  ip: 0,
  icmp: 1,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  "ipv6-icmp": 58,
};

/** The functions. */
export const resolveFunctions: readonly NativeDefinition[] = [
  nativeFunction("getaddrinfo", "(host, port, family=0, type=0, proto=0, flags=0)", getaddrinfo),
  nativeFunction("getnameinfo", "(sockaddr, flags, /)", getnameinfo),
  nativeFunction("gethostbyname", "(host, /)", (vm, a) => hostByName(vm, vm.i32[a], false)),
  nativeFunction("gethostbyname_ex", "(host, /)", (vm, a) => hostByName(vm, vm.i32[a], true)),
  nativeFunction("gethostbyaddr", "(host, /)", (vm, a) => hostByAddress(vm, vm.i32[a])),
  nativeFunction("getservbyname", "(name, proto='', /)", (vm, a) => {
    const name = nameOf(vm, vm.i32[a], "host"), protocol = nameOf(vm, vm.i32[a + 1], "host");
    if (vm.failed()) return 0;
    const found = service(vm, (known) => known === name, protocol ?? "");
    return found === null ? raiseWords(vm, "OSError", "service/proto not found") : vm.newInt(found[1]);
  }),
  nativeFunction("getservbyport", "(port, proto='', /)", (vm, a) => {
    const port = vm.index(vm.i32[a]), protocol = nameOf(vm, vm.i32[a + 1], "host");
    if (vm.failed()) return 0;
    if (port < 0 || port > 65535) return vm.raise("OverflowError", "getservbyport: port must be 0-65535.");
    const found = service(vm, (_, number) => number === port, protocol ?? "");
    return found === null ? raiseWords(vm, "OSError", "port/proto not found") : vm.newStr(found[0]);
  }),
  nativeFunction("getprotobyname", "(name, /)", (vm, a) => {
    const name = nameOf(vm, vm.i32[a], "host");
    if (vm.failed()) return 0;
    const number = PROTOCOLS[name ?? ""];
    return number === undefined ? raiseWords(vm, "OSError", "protocol not found") : vm.newInt(number);
  }),
  nativeFunction("inet_aton", "(ip_addr, /)", (vm, a) => {
    const bytes = vm.isStr(vm.i32[a]) ? parseLooseIPv4(vm.js(vm.i32[a])) : undefined;
    if (bytes === undefined) {
      return vm.raiseType(`inet_aton() argument 1 must be str, not ${vm.typeName(vm.i32[a])}`);
    }
    return bytes === null
      ? raiseWords(vm, "OSError", "illegal IP address string passed to inet_aton")
      : vm.newBytes(bytes);
  }),
  nativeFunction("inet_ntoa", "(packed_ip, /)", (vm, a) => {
    const bytes = bytesLike(vm, vm.i32[a]);
    if (bytes === null) return 0;
    return bytes.length === 4
      ? vm.newStr(formatIPv4(bytes))
      : raiseWords(vm, "OSError", "packed IP wrong length");
  }),
  nativeFunction("inet_pton", "(address_family, ip_string, /)", (vm, a) => {
    const family = vm.index(vm.i32[a]);
    return Number.isNaN(family) ? 0 : toBytes(vm, vm.i32[a + 1], family);
  }),
  nativeFunction("inet_ntop", "(address_family, packed_ip, /)", (vm, a) => {
    const family = vm.index(vm.i32[a]);
    return Number.isNaN(family) ? 0 : toText(vm, vm.i32[a + 1], family);
  }),
  turned("htons", 16),
  turned("ntohs", 16),
  turned("htonl", 32),
  turned("ntohl", 32),
  nativeFunction("if_nametoindex", "(oname, /)", (vm, a) => {
    const name = nameOf(vm, vm.i32[a], "host"), libc = typeof name === "string" ? needLibc(vm) : null;
    if (libc === null) return 0;
    const index = libc.call("if_nametoindex", cText(name!));
    return index === 0 ? raiseWords(vm, "OSError", "no interface with this name") : vm.newInt(index);
  }),
  nativeFunction("if_indextoname", "(index, /)", (vm, a) => {
    const index = vm.index(vm.i32[a]), libc = Number.isNaN(index) ? null : needLibc(vm);
    if (libc === null) return 0;
    const name = new Uint8Array(INTERFACE_BYTES);
    if (libc.call("if_indextoname", index, name) !== 0) return vm.newStr(decodePath(upToZero(name)));
    return vm.raiseOS({ code: "ENXIO", message: "No such device or address" });
  }),
  nativeFunction("if_nameindex", "()", (vm) => {
    const libc = needLibc(vm);
    if (libc === null) return 0;
    const found: Value[] = [];
    for (let index = 1; index < 256; index++) {
      const name = new Uint8Array(INTERFACE_BYTES);
      if (libc.call("if_indextoname", index, name) === 0) continue;
      found.push(vm.newTuple([vm.newInt(index), vm.newStr(decodePath(upToZero(name)))]));
    }
    return vm.newList(found);
  }),
];
