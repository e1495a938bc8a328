/**
 * Functions of the C library on terminals.
 *
 * @module
 */
import type { SignatureTable } from "./signature.ts";

/** The table. */
export const TERMINALS: SignatureTable = {
  posix_openpt: "(i32): i32",
  grantpt: "(i32): i32",
  unlockpt: "(i32): i32",
  ptsname_r: { signature: "(i32, buffer, usize): i32", fails: "result" },
  ttyname_r: { signature: "(i32, buffer, usize): i32", fails: "result" },
  tcgetattr: "(i32, buffer): i32",
  tcsetattr: "(i32, i32, buffer): i32",
  tcsendbreak: "(i32, i32): i32",
  tcdrain: "(i32): i32",
  tcflush: "(i32, i32): i32",
  tcflow: "(i32, i32): i32",
  cfgetispeed: { signature: "(buffer): u32", fails: "never" },
  cfgetospeed: { signature: "(buffer): u32", fails: "never" },
  cfsetispeed: "(buffer, u32): i32",
  cfsetospeed: "(buffer, u32): i32",
};
