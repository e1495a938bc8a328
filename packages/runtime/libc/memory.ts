/**
 * Functions of the C library on memory.
 *
 * @module
 */
import type { SignatureTable } from "./signature.ts";

/** The table. */
export const MEMORY: SignatureTable = {
  mmap: "(usize, usize, i32, i32, i32, i64): usize",
  munmap: "(usize, usize): i32",
  mremap: "(usize, usize, usize, i32): usize",
  msync: "(usize, usize, i32): i32",
  madvise: "(usize, usize, i32): i32",
  mprotect: "(usize, usize, i32): i32",
  shm_open: "(buffer, i32, u32): i32",
  shm_unlink: "(buffer): i32",
  sem_open: { signature: "(buffer, i32, u32, u32): usize", fails: "errno" },
  sem_init: "(usize, i32, u32): i32",
  sem_close: "(usize): i32",
  sem_unlink: "(buffer): i32",
  sem_post: "(usize): i32",
  sem_trywait: "(usize): i32",
  sem_timedwait: "(usize, buffer): i32",
  sem_getvalue: "(usize, buffer): i32",
  syscall: "(i64, usize, usize, usize, usize, usize, usize): i64",
};
