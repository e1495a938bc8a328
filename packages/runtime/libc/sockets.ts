/**
 * Functions of the C library on sockets.
 *
 * @module
 */
import type { SignatureTable } from "./signature.ts";

/** The table. */
export const SOCKETS: SignatureTable = {
  socket: "(i32, i32, i32): i32",
  socketpair: "(i32, i32, i32, buffer): i32",
  bind: "(i32, buffer, u32): i32",
  listen: "(i32, i32): i32",
  accept4: "(i32, buffer, buffer, i32): i32",
  connect: "(i32, buffer, u32): i32",
  shutdown: "(i32, i32): i32",
  send: "(i32, buffer, usize, i32): i32",
  sendto: "(i32, buffer, usize, i32, buffer, u32): i32",
  sendmsg: "(i32, buffer, i32): i32",
  recv: "(i32, buffer, usize, i32): i32",
  recvfrom: "(i32, buffer, usize, i32, buffer, buffer): i32",
  recvmsg: "(i32, buffer, i32): i32",
  getsockname: "(i32, buffer, buffer): i32",
  getpeername: "(i32, buffer, buffer): i32",
  getsockopt: "(i32, i32, i32, buffer, buffer): i32",
  setsockopt: "(i32, i32, i32, buffer, u32): i32",
  getaddrinfo: { signature: "(buffer, buffer, buffer, buffer): i32", fails: "never" },
  freeaddrinfo: { signature: "(usize): void", fails: "never" },
  if_nametoindex: { signature: "(buffer): u32", fails: "never" },
  if_indextoname: { signature: "(u32, buffer): usize", fails: "never" },
  sethostname: "(buffer, usize): i32",
};
