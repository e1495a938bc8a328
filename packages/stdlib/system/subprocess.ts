/**
 * `_posixsubprocess`: starting programs, for `subprocess`.
 *
 * @module
 */
import { nativeFunction, type NativeModule } from "@orochi/vm";

/** The module. */
export const subprocessModule: NativeModule = {
  name: "_posixsubprocess",
  functions: [
    nativeFunction(
      "fork_exec",
      "(*args)",
      (vm) => vm.raiseOS({ code: "ENOSYS", message: "Function not implemented" }),
    ),
  ],
};
