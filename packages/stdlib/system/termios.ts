/**
 * `termios`: how a terminal treats what is typed and shown. Layouts and numbers are those of Linux on x86-64.
 *
 * @module
 */
import { MODULE_DICT, NONE, type Value } from "@orochi/object";
import {
  CONTROL_MODULES,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  type SystemArgument,
  type SystemCalls,
  type Vm,
} from "@orochi/vm";
import { addError, addIntegers } from "../_module_error.ts";
import { errorWords } from "../errno.ts";
import { systemFd } from "../posix/pipe_functions.ts";
import { needLibc } from "./calls.ts";

// `struct termios`: four words of flags, the line discipline, the control characters, two speeds.
const TERMIOS_BYTES = 60, CHARACTERS = 17, INPUT_SPEED = 52, OUTPUT_SPEED = 56;
/** Control characters. */
const NCCS = 32;
const ICANON = 2, VTIME = 5, VMIN = 6;
const TIOCGWINSZ = 0x5413, TIOCSWINSZ = 0x5414;
/** Items of the list that `tcgetattr` gives. */
const ATTRIBUTES = 7;

const CONSTANTS: Readonly<Record<string, number>> = {
  ...{ IGNBRK: 1, BRKINT: 2, IGNPAR: 4, PARMRK: 8, INPCK: 16, ISTRIP: 32, INLCR: 64, IGNCR: 128, ICRNL: 256 },
  ...{ IUCLC: 512, IXON: 1024, IXANY: 2048, IXOFF: 4096, IMAXBEL: 8192, IUTF8: 16384 },
  ...{ OPOST: 1, OLCUC: 2, ONLCR: 4, OCRNL: 8, ONOCR: 16, ONLRET: 32, OFILL: 64, OFDEL: 128 },
  ...{ NLDLY: 0o400, NL0: 0, NL1: 0o400, CRDLY: 0o3000, CR0: 0, CR1: 0o1000, CR2: 0o2000, CR3: 0o3000 },
  ...{ TABDLY: 0o14000, TAB0: 0, TAB1: 0o4000, TAB2: 0o10000, TAB3: 0o14000, XTABS: 0o14000 },
  ...{ BSDLY: 0o20000, BS0: 0, BS1: 0o20000, VTDLY: 0o40000, VT0: 0, VT1: 0o40000 },
  ...{ FFDLY: 0o100000, FF0: 0, FF1: 0o100000 },
  ...{ CSIZE: 0o60, CS5: 0, CS6: 0o20, CS7: 0o40, CS8: 0o60, CSTOPB: 0o100, CREAD: 0o200, PARENB: 0o400 },
  ...{ PARODD: 0o1000, HUPCL: 0o2000, CLOCAL: 0o4000, CIBAUD: 0o2003600000, CRTSCTS: 0o20000000000 },
  ...{ ISIG: 1, ICANON, XCASE: 4, ECHO: 8, ECHOE: 16, ECHOK: 32, ECHONL: 64, NOFLSH: 128, TOSTOP: 256 },
  ...{ ECHOCTL: 512, ECHOPRT: 1024, ECHOKE: 2048, FLUSHO: 4096, PENDIN: 16384, IEXTEN: 32768 },
  ...{
    VINTR: 0,
    VQUIT: 1,
    VERASE: 2,
    VKILL: 3,
    VEOF: 4,
    VTIME,
    VMIN,
    VSWTC: 7,
    VSWTCH: 7,
    VSTART: 8,
    VSTOP: 9,
  },
  ...{ VSUSP: 10, VEOL: 11, VREPRINT: 12, VDISCARD: 13, VWERASE: 14, VLNEXT: 15, VEOL2: 16, NCCS },
  ...{ TCSANOW: 0, TCSADRAIN: 1, TCSAFLUSH: 2, TCIFLUSH: 0, TCOFLUSH: 1, TCIOFLUSH: 2 },
  ...{ TCOOFF: 0, TCOON: 1, TCIOFF: 2, TCION: 3 },
  ...{ B0: 0, B50: 1, B75: 2, B110: 3, B134: 4, B150: 5, B200: 6, B300: 7, B600: 8, B1200: 9, B1800: 10 },
  ...{ B2400: 11, B4800: 12, B9600: 13, B19200: 14, B38400: 15, B57600: 4097, B115200: 4098, B230400: 4099 },
  ...{ B460800: 4100, B500000: 4101, B576000: 4102, B921600: 4103, B1000000: 4104, B1152000: 4105 },
  ...{ B1500000: 4106, B2000000: 4107, B2500000: 4108, B3000000: 4109, B3500000: 4110, B4000000: 4111 },
  ...{ EXTA: 14, EXTB: 15, CBAUD: 4111, CBAUDEX: 4096 },
  ...{ TCGETS: 0x5401, TCSETS: 0x5402, TCSETSW: 0x5403, TCSETSF: 0x5404, TCXONC: 0x540a, TCFLSH: 0x540b },
  ...{ TCSBRK: 0x5409, TCSBRKP: 0x5425, TIOCEXCL: 0x540c, TIOCNXCL: 0x540d, TIOCSCTTY: 0x540e },
  ...{ TIOCGPGRP: 0x540f, TIOCSPGRP: 0x5410, TIOCOUTQ: 0x5411, TIOCSTI: 0x5412, TIOCGWINSZ, TIOCSWINSZ },
  ...{ TIOCMGET: 0x5415, TIOCMBIS: 0x5416, TIOCMBIC: 0x5417, TIOCMSET: 0x5418, TIOCCONS: 0x541d },
  ...{ FIONREAD: 0x541b, TIOCINQ: 0x541b, TIOCPKT: 0x5420, FIONBIO: 0x5421, TIOCNOTTY: 0x5422 },
  ...{ TIOCSETD: 0x5423, TIOCGETD: 0x5424, FIONCLEX: 0x5450, FIOCLEX: 0x5451, FIOASYNC: 0x5452 },
};

/** Raises `termios.error(number, words)`. Returns 0. */
function fail(vm: Vm, result: number): 0 {
  const module = vm.dictGetStr(vm.control(CONTROL_MODULES), "termios");
  const type = module === 0 ? 0 : vm.dictGetStr(vm.i32[(module + MODULE_DICT) >>> 2], "error");
  const words = vm.newStr(errorWords(-result));
  const error = type === 0 || words === 0 ? 0 : vm.call(type, vm.newInt(-result), words);
  vm.decref(words);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** The C library and a descriptor; null with an exception set. */
function terminal(vm: Vm, fd: Value): { libc: SystemCalls; fd: number } | null {
  const libc = needLibc(vm);
  const number = libc === null ? -1 : systemFd(vm, fd);
  return libc === null || number < 0 ? null : { libc, fd: number };
}

function getAttributes(vm: Vm, a: number): Value {
  const at = terminal(vm, vm.i32[a]);
  if (at === null) return 0;
  const bytes = new Uint8Array(TERMIOS_BYTES);
  const result = at.libc.call("tcgetattr", at.fd, bytes);
  if (result < 0) return fail(vm, result);
  const view = new DataView(bytes.buffer);
  const words = [0, 4, 8, 12, INPUT_SPEED, OUTPUT_SPEED].map((offset) => view.getUint32(offset, true));
  const raw = (words[3] & ICANON) === 0;
  const characters = Array.from(
    bytes.subarray(CHARACTERS, CHARACTERS + NCCS),
    (byte, i) => raw && (i === VMIN || i === VTIME) ? vm.newInt(byte) : vm.newBytes(Uint8Array.of(byte)),
  );
  return vm.newList([...words.map((word) => vm.newInt(word)), vm.newList(characters)]);
}

/** Copies control characters into a `struct termios`; false with an exception set. */
function readCharacters(vm: Vm, list: Value, into: Uint8Array): boolean {
  if ((list & 1) !== 0 || !vm.isList(list) || vm.listLength(list) !== NCCS) {
    vm.raiseType(`tcsetattr: attributes[6] must be list of length ${NCCS}`);
    return false;
  }
  for (let i = 0; i < NCCS; i++) {
    const item = vm.listItem(list, i);
    const bytes = vm.isBytes(item) ? vm.bytesOf(item) : null;
    if (bytes !== null && bytes.length === 1) into[CHARACTERS + i] = bytes[0];
    else if (vm.isInt(item)) into[CHARACTERS + i] = vm.number(item);
    else {
      vm.raiseType("tcsetattr: elements of attributes must be characters or integers");
      return false;
    }
  }
  return true;
}

function setAttributes(vm: Vm, a: number): Value {
  const at = terminal(vm, vm.i32[a]);
  const when = at === null ? NaN : vm.index(vm.i32[a + 1]);
  const list = vm.i32[a + 2];
  if (at === null || Number.isNaN(when)) return 0;
  if ((list & 1) !== 0 || !vm.isList(list) || vm.listLength(list) !== ATTRIBUTES) {
    return vm.raiseType("tcsetattr, arg 3: must be 7 element list");
  }
  // What the list does not tell stays as it is.
  const bytes = new Uint8Array(TERMIOS_BYTES);
  const known = at.libc.call("tcgetattr", at.fd, bytes);
  if (known < 0) return fail(vm, known);
  const view = new DataView(bytes.buffer);
  for (const [i, offset] of [0, 4, 8, 12, INPUT_SPEED, OUTPUT_SPEED].entries()) {
    const word = vm.index(vm.listItem(list, i));
    if (Number.isNaN(word)) return 0;
    view.setUint32(offset, word, true);
  }
  if (!readCharacters(vm, vm.listItem(list, ATTRIBUTES - 1), bytes)) return 0;
  const result = at.libc.call("tcsetattr", at.fd, when, bytes);
  return result < 0 ? fail(vm, result) : NONE;
}

/** A call on a descriptor and numbers that has no result. */
function plain(name: string, signature: string, count: number): NativeDefinition {
  return nativeFunction(name, signature, (vm, a) => {
    const at = terminal(vm, vm.i32[a]);
    if (at === null) return 0;
    const args: SystemArgument[] = [];
    for (let k = 1; k <= count; k++) {
      const value = vm.index(vm.i32[a + k]);
      if (Number.isNaN(value)) return 0;
      args.push(value);
    }
    const result = at.libc.call(name, at.fd, ...args);
    return result < 0 ? fail(vm, result) : NONE;
  });
}

function getWindowSize(vm: Vm, a: number): Value {
  const at = terminal(vm, vm.i32[a]);
  if (at === null) return 0;
  const size = new Uint16Array(4);
  const result = at.libc.call("ioctl_buffer", at.fd, TIOCGWINSZ, new Uint8Array(size.buffer));
  return result < 0 ? fail(vm, result) : vm.newTuple([vm.newInt(size[0]), vm.newInt(size[1])]);
}

function setWindowSize(vm: Vm, a: number): Value {
  const at = terminal(vm, vm.i32[a]);
  const pair = at === null ? 0 : vm.collect(vm.i32[a + 1]);
  if (at === null || pair === 0) return 0;
  const numbers = Array.from({ length: vm.listLength(pair) }, (_, i) => vm.index(vm.listItem(pair, i)));
  vm.decref(pair);
  if (vm.failed()) return 0;
  if (numbers.length !== 2) return vm.raiseType("tcsetwinsize, arg 2: must be a two-item sequence");
  const size = new Uint16Array(4);
  size.set(numbers);
  const result = at.libc.call("ioctl_buffer", at.fd, TIOCSWINSZ, new Uint8Array(size.buffer));
  return result < 0 ? fail(vm, result) : NONE;
}

/** The module. */
export const termiosModule: NativeModule = {
  name: "termios",
  doc: "This module provides an interface to the Posix calls for tty I/O control.",
  functions: [
    nativeFunction("tcgetattr", "(fd, /)", getAttributes),
    nativeFunction("tcsetattr", "(fd, when, attributes, /)", setAttributes),
    plain("tcsendbreak", "(fd, duration, /)", 1),
    plain("tcdrain", "(fd, /)", 0),
    plain("tcflush", "(fd, queue, /)", 1),
    plain("tcflow", "(fd, action, /)", 1),
    nativeFunction("tcgetwinsize", "(fd, /)", getWindowSize),
    nativeFunction("tcsetwinsize", "(fd, winsize, /)", setWindowSize),
  ],
  populate: (vm, _module, dict) =>
    addError(vm, dict, "termios", "error", "Exception") && addIntegers(vm, dict, CONSTANTS),
};
