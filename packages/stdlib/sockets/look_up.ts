/**
 * Names of hosts: `getaddrinfo` of the C library.
 *
 * @module
 */
import { type SystemCalls, type Vm } from "@orochi/vm";
import { getState } from "../state.ts";
import { cText, errorOf } from "../system/calls.ts";
import { unhurried } from "../system/wait.ts";

/** A question. Zeros leave it open. */
export interface Question {
  readonly host: string | null;
  readonly service: string | null;
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
  readonly flags: number;
}

/** One answer. */
export interface Answer {
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
  readonly name: string;
  /** The system's structure. */
  readonly address: Uint8Array;
}

/** `struct addrinfo` on a machine of 64 bits. */
const INFO_BYTES = 48;
const EAI_SYSTEM = -11;
/** More answers than any name has; a list that goes on is no list. */
const MOST_ANSWERS = 1000;

/** What `gai_strerror` says. */
const WORDS: { readonly [code: number]: string } = {
  [-1]: "Bad value for ai_flags",
  [-2]: "Name or service not known",
  [-3]: "Temporary failure in name resolution",
  [-4]: "Non-recoverable failure in name resolution",
  [-5]: "No address associated with hostname",
  [-6]: "ai_family not supported",
  [-7]: "ai_socktype not supported",
  [-8]: "Servname not supported for ai_socktype",
  [-9]: "Address family for hostname not supported",
  [-10]: "Memory allocation failure",
};

/** Raises `socket.gaierror`. */
export function raiseLookUp(vm: Vm, code: number): 0 {
  const type = getState(vm, "gaierror");
  const number = vm.newInt(code), words = vm.newStr(WORDS[code] ?? "Unknown error");
  const error = type === 0 ? 0 : vm.call(type, number, words);
  vm.decref(words);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** Asks for addresses; null with an exception set. Needs the permission to reach the host, if it is a name. */
export function lookUp(vm: Vm, libc: SystemCalls, question: Question): Answer[] | null {
  const { host, service } = question;
  const isName = host !== null && !/^[0-9.]+$|:/.test(host) && host !== "localhost";
  const refused = isName ? libc.permits("net", host) : null;
  if (refused !== null) return vm.raiseOS(refused), null;
  const hints = new Uint8Array(INFO_BYTES);
  new Int32Array(hints.buffer).set([question.flags, question.family, question.type, question.protocol]);
  const first = new BigUint64Array(1);
  const [hostBytes, serviceBytes] = [host, service].map((text) => text === null ? null : cText(text));
  const place = new Uint8Array(first.buffer);
  const code = unhurried(vm, () => libc.call("getaddrinfo", hostBytes, serviceBytes, hints, place));
  if (code === EAI_SYSTEM) return vm.raiseOS(errorOf(5)), null;
  if (code !== 0) return raiseLookUp(vm, code), null;
  const answers: Answer[] = [];
  for (let at = Number(first[0]); at !== 0 && answers.length < MOST_ANSWERS;) {
    const bytes = libc.bytesAt(at, INFO_BYTES).slice();
    const view = new DataView(bytes.buffer);
    const pointer = (offset: number) => Number(view.getBigUint64(offset, true));
    answers.push({
      family: view.getInt32(4, true),
      type: view.getInt32(8, true),
      protocol: view.getInt32(12, true),
      name: libc.textAt(pointer(32)),
      address: libc.bytesAt(pointer(24), view.getUint32(16, true)).slice(),
    });
    at = pointer(40);
  }
  libc.call("freeaddrinfo", Number(first[0]));
  return answers;
}
