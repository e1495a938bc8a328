/** A native module as a user would write one, for tests: it says that it is serial. */
import { nativeFunction, type NativeModule } from "@orochi/vm";

let calls = 0;

const counter: NativeModule = {
  name: "counter",
  doc: "Counts its calls, in a variable of its Worker.",
  functions: [
    nativeFunction("count", "(step=1, /)", (vm, a) => {
      const step = vm.i32[a] === 0 ? 1 : vm.index(vm.i32[a]);
      return Number.isNaN(step) ? 0 : vm.newInt(calls += step);
    }, "Adds to the count; returns it."),
  ],
  serial: true,
};

export default counter;
