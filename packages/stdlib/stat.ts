/**
 * `_stat`: the bits of file modes.
 *
 * @module
 */
import { type NativeDefinition, nativeFunction, type NativeModule } from "@orochi/vm";

/** The bits of a mode that say what kind of file it is. */
export const S_IFMT = 0o170000;
/** Directory. */
export const S_IFDIR = 0o040000;
/** Regular file. */
export const S_IFREG = 0o100000;
/** Symbolic link. */
export const S_IFLNK = 0o120000;

const KINDS: readonly (readonly [name: string, bits: number, letter: string])[] = [
  ["SOCK", 0o140000, "s"],
  ["LNK", S_IFLNK, "l"],
  ["REG", S_IFREG, "-"],
  ["BLK", 0o060000, "b"],
  ["DIR", S_IFDIR, "d"],
  ["CHR", 0o020000, "c"],
  ["IFO", 0o010000, "p"],
];

const CONSTANTS: { readonly [name: string]: number } = {
  S_ISUID: 0o4000,
  S_ISGID: 0o2000,
  S_ISVTX: 0o1000,
  S_ENFMT: 0o2000,
  S_IREAD: 0o400,
  S_IWRITE: 0o200,
  S_IEXEC: 0o100,
  S_IRWXU: 0o700,
  S_IRUSR: 0o400,
  S_IWUSR: 0o200,
  S_IXUSR: 0o100,
  S_IRWXG: 0o070,
  S_IRGRP: 0o040,
  S_IWGRP: 0o020,
  S_IXGRP: 0o010,
  S_IRWXO: 0o007,
  S_IROTH: 0o004,
  S_IWOTH: 0o002,
  S_IXOTH: 0o001,
  S_IFDIR,
  S_IFREG,
  S_IFLNK,
  S_IFSOCK: 0o140000,
  S_IFBLK: 0o060000,
  S_IFCHR: 0o020000,
  S_IFIFO: 0o010000,
  S_IFDOOR: 0,
  S_IFPORT: 0,
  S_IFWHT: 0,
  UF_SETTABLE: 0x0000ffff,
  UF_NODUMP: 1,
  UF_IMMUTABLE: 2,
  UF_APPEND: 4,
  UF_OPAQUE: 8,
  UF_NOUNLINK: 16,
  UF_COMPRESSED: 32,
  UF_TRACKED: 64,
  UF_DATAVAULT: 128,
  UF_HIDDEN: 0x8000,
  SF_SETTABLE: 0x3fff0000,
  SF_ARCHIVED: 0x10000,
  SF_IMMUTABLE: 0x20000,
  SF_APPEND: 0x40000,
  SF_RESTRICTED: 0x80000,
  SF_NOUNLINK: 0x100000,
  SF_SNAPSHOT: 0x200000,
  SF_FIRMLINK: 0x800000,
  SF_DATALESS: 0x40000000,
  ST_MODE: 0,
  ST_INO: 1,
  ST_DEV: 2,
  ST_NLINK: 3,
  ST_UID: 4,
  ST_GID: 5,
  ST_SIZE: 6,
  ST_ATIME: 7,
  ST_MTIME: 8,
  ST_CTIME: 9,
  FILE_ATTRIBUTE_ARCHIVE: 32,
  FILE_ATTRIBUTE_COMPRESSED: 2048,
  FILE_ATTRIBUTE_DEVICE: 64,
  FILE_ATTRIBUTE_DIRECTORY: 16,
  FILE_ATTRIBUTE_ENCRYPTED: 16384,
  FILE_ATTRIBUTE_HIDDEN: 2,
  FILE_ATTRIBUTE_INTEGRITY_STREAM: 32768,
  FILE_ATTRIBUTE_NORMAL: 128,
  FILE_ATTRIBUTE_NOT_CONTENT_INDEXED: 8192,
  FILE_ATTRIBUTE_NO_SCRUB_DATA: 131072,
  FILE_ATTRIBUTE_OFFLINE: 4096,
  FILE_ATTRIBUTE_READONLY: 1,
  FILE_ATTRIBUTE_REPARSE_POINT: 1024,
  FILE_ATTRIBUTE_SPARSE_FILE: 512,
  FILE_ATTRIBUTE_SYSTEM: 4,
  FILE_ATTRIBUTE_TEMPORARY: 256,
  FILE_ATTRIBUTE_VIRTUAL: 65536,
};

/** `filemode`: what `ls -l` shows, such as `-rwxr-xr-x`. */
function fileMode(mode: number): string {
  const kind = KINDS.find(([, bits]) => (mode & S_IFMT) === bits)?.[2] ?? "?";
  const triple = (shift: number, special: number, set: string): string => {
    const bits = mode >> shift;
    const execute = (bits & 1) !== 0;
    const last = (mode & special) !== 0 ? (execute ? set : set.toUpperCase()) : execute ? "x" : "-";
    return `${(bits & 4) !== 0 ? "r" : "-"}${(bits & 2) !== 0 ? "w" : "-"}${last}`;
  };
  return kind + triple(6, 0o4000, "s") + triple(3, 0o2000, "s") + triple(0, 0o1000, "t");
}

function test(name: string, is: (mode: number) => boolean): NativeDefinition {
  return nativeFunction(name, "(mode, /)", (vm, a) => {
    const mode = vm.index(vm.i32[a]);
    return Number.isNaN(mode) ? 0 : vm.bool(is(mode));
  });
}

/** The module. */
export const statModule: NativeModule = {
  name: "_stat",
  functions: [
    ...KINDS.map(([name, bits]) =>
      test(name === "IFO" ? "S_ISFIFO" : `S_IS${name}`, (mode) => (mode & S_IFMT) === bits)
    ),
    ...["DOOR", "PORT", "WHT"].map((name) => test(`S_IS${name}`, () => false)),
    nativeFunction("S_IMODE", "(mode, /)", (vm, a) => {
      const mode = vm.index(vm.i32[a]);
      return Number.isNaN(mode) ? 0 : vm.newInt(mode & 0o7777);
    }),
    nativeFunction("S_IFMT", "(mode, /)", (vm, a) => {
      const mode = vm.index(vm.i32[a]);
      return Number.isNaN(mode) ? 0 : vm.newInt(mode & S_IFMT);
    }),
    nativeFunction("filemode", "(mode, /)", (vm, a) => {
      const mode = vm.index(vm.i32[a]);
      return Number.isNaN(mode) ? 0 : vm.newStr(fileMode(mode));
    }),
  ],
  populate: (vm, _module, dict) =>
    Object.entries(CONSTANTS).every(([name, value]) => vm.dictSetOwned(dict, name, vm.newInt(value))),
};
