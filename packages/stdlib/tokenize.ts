/**
 * `_tokenize`: lets `tokenize` and what imports it, such as `inspect`, be imported. Tokens themselves are not given to
 * Python programs: asking for them raises NotImplementedError.
 *
 * @module
 */
import { nativeFunction, type NativeModule } from "@orochi/vm";

/** The module. */
export const tokenizeModule: NativeModule = {
  name: "_tokenize",
  functions: [
    nativeFunction(
      "TokenizerIter",
      "(readline, /, *, encoding=None, extra_tokens=False)",
      (vm) => vm.raise("NotImplementedError", "Python source cannot be taken apart into tokens"),
    ),
  ],
};
