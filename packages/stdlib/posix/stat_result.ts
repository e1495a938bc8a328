/**
 * `os.stat_result` and `os.statvfs_result`.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { HostError, HostStat, Vm } from "@orochi/vm";
import { isError, statFile } from "../files.ts";
import { defineStructSequence, newStructSequence, type StructSequence } from "../struct_sequence.ts";
import { type Path, raisePath } from "./paths.ts";

/** `os.stat_result`. */
export const STAT_RESULT: StructSequence = defineStructSequence({
  name: "os.stat_result",
  fields: [
    "st_mode",
    "st_ino",
    "st_dev",
    "st_nlink",
    "st_uid",
    "st_gid",
    "st_size",
    "",
    "",
    "",
    "st_atime",
    "st_mtime",
    "st_ctime",
    "st_atime_ns",
    "st_mtime_ns",
    "st_ctime_ns",
    "st_blksize",
    "st_blocks",
    "st_rdev",
  ],
  items: 10,
  doc: "stat_result: Result from stat, fstat, or lstat.",
});

/** `os.statvfs_result`. */
export const STATVFS_RESULT: StructSequence = defineStructSequence({
  name: "os.statvfs_result",
  fields: [
    "f_bsize",
    "f_frsize",
    "f_blocks",
    "f_bfree",
    "f_bavail",
    "f_files",
    "f_ffree",
    "f_favail",
    "f_flag",
    "f_namemax",
    "f_fsid",
  ],
  items: 10,
});

/** Nanoseconds of a second. */
const SECOND = 1_000_000_000n;

/** Whole seconds, rounded down. */
function wholeSeconds(time: bigint): bigint {
  return (time - (((time % SECOND) + SECOND) % SECOND)) / SECOND;
}

/** What a file is, for Python. */
export function statResult(vm: Vm, info: HostStat): Value {
  const times = [info.accessed, info.modified, info.changed];
  return newStructSequence(vm, STAT_RESULT, [
    vm.newInt(info.mode),
    vm.newBigInt(info.inode),
    vm.newBigInt(info.device),
    vm.newInt(info.links),
    vm.newInt(info.uid),
    vm.newInt(info.gid),
    vm.newInt(info.size),
    ...times.map((time) => vm.newBigInt(wholeSeconds(time))),
    // As CPython: whole seconds and the rest apart, so that the sum is rounded once.
    ...times.map((time) =>
      vm.newFloat(Number(wholeSeconds(time)) + 1e-9 * Number(time - wholeSeconds(time) * SECOND))
    ),
    ...times.map((time) => vm.newBigInt(time)),
    vm.newInt(info.blockBytes),
    vm.newInt(info.blocks),
    vm.newBigInt(info.specialDevice),
  ]);
}

/** Describes a path or an open file. */
export function statPath(vm: Vm, path: Path, followLinks: boolean): HostStat | HostError {
  return path.fd >= 0 ? statFile(vm, path.fd) : vm.host.stat(path.text, followLinks);
}

/** `stat` and `lstat`. */
export function stat(vm: Vm, path: Path, followLinks: boolean): Value {
  const info = statPath(vm, path, followLinks);
  if (!isError(info)) return statResult(vm, info);
  return path.fd >= 0 ? vm.raiseOS(info) : raisePath(vm, info, path);
}
