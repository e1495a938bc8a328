/**
 * Functions of the C library on file descriptors.
 *
 * Sizes that are read or written come as `i32`: no caller moves 2 GiB at once, and a number is had without a bigint.
 *
 * @module
 */
import type { SignatureTable } from "./signature.ts";

/** The table. */
export const DESCRIPTORS: SignatureTable = {
  open: "(buffer, i32, i32): i32",
  openat: "(i32, buffer, i32, i32): i32",
  close: "(i32): i32",
  read: "(i32, buffer, usize): i32",
  write: "(i32, buffer, usize): i32",
  pread: "(i32, buffer, usize, i64): i32",
  pwrite: "(i32, buffer, usize, i64): i32",
  readv: "(i32, buffer, i32): i32",
  writev: "(i32, buffer, i32): i32",
  lseek: "(i32, i64, i32): i64",
  dup2: "(i32, i32): i32",
  access: "(buffer, i32): i32",
  pipe2: "(buffer, i32): i32",
  fcntl: "(i32, i32, i64): i32",
  fcntl_buffer: "(i32, i32, buffer): i32",
  ioctl: "(i32, usize, usize): i32",
  ioctl_buffer: "(i32, usize, buffer): i32",
  flock: "(i32, i32): i32",
  lockf: "(i32, i32, i64): i32",
  fstat: "(i32, buffer): i32",
  fstatvfs: "(i32, buffer): i32",
  ftruncate: "(i32, i64): i32",
  fsync: "(i32): i32",
  fdatasync: "(i32): i32",
  fchmod: "(i32, u32): i32",
  fchown: "(i32, i32, i32): i32",
  futimens: "(i32, buffer): i32",
  posix_fallocate: { signature: "(i32, i64, i64): i32", fails: "result" },
  posix_fadvise: { signature: "(i32, i64, i64, i32): i32", fails: "result" },
  sendfile: "(i32, i32, buffer, usize): i32",
  splice: "(i32, buffer, i32, buffer, usize, i32): i32",
  copy_file_range: "(i32, buffer, i32, buffer, usize, i32): i32",
  memfd_create: "(buffer, u32): i32",
  eventfd: "(u32, i32): i32",
  isatty: { signature: "(i32): i32", fails: "never" },
  poll: "(buffer, usize, i32): i32",
  epoll_create1: "(i32): i32",
  epoll_ctl: "(i32, i32, i32, buffer): i32",
  epoll_wait: "(i32, buffer, i32, i32): i32",
  mkfifo: "(buffer, u32): i32",
  mknod: "(buffer, u32, i64): i32",
};
