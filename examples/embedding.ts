/**
 * Python inside a JavaScript program: values, functions, errors and threads cross over.
 *
 *     deno run -A examples/embedding.ts
 */
import { PythonError, type PythonFunction, type PythonObject, Runtime } from "@orochi/runtime";

// `using` stops the runtime at the end of the block.
using python = new Runtime({ heapBytes: 128 << 20, lock: "object", refcount: "biased" });

// Values go in and come out as what they are in each language.
python.globals.set("prices", { tea: 3.5, bread: 2, jam: 4 });
python.run(`
total = sum(prices.values())
dearest = max(prices, key=prices.get)
`);
console.log(`total: ${python.globals.get("total")}, dearest: ${python.globals.get("dearest")}`);
console.log(`2 ** 100 = ${python.eval("2 ** 100")}`);

// JavaScript functions are callables in Python ...
python.globals.set("convert", (amount: number) => Math.round(amount * 117) / 100);
console.log("converted:", python.eval("[convert(price) for price in prices.values()]"));

// ... and Python functions are callables in JavaScript. Both give them up when they are done.
python.run("def greet(name, greeting='Hello'): return f'{greeting}, {name}!'");
{
  using greet = python.globals.get("greet") as PythonFunction;
  console.log(greet("Ada"), greet.object.callKeywords(["Ada"], { greeting: "Good morning" }));
}

// Other objects are handles.
python.run(`
from dataclasses import dataclass
@dataclass
class Point:
    x: int
    y: int
    def moved(self, by): return Point(self.x + by, self.y + by)
`);
{
  using point = python.eval("Point(1, 2)") as PythonObject;
  using moved = point.callMethod("moved", 10) as PythonObject;
  console.log(`${point} moved is ${moved}; its x is ${moved.getAttr("x")}`);
}

// Modules, Python's own and those on the runtime's path.
{
  using textwrap = python.import("textwrap");
  console.log(textwrap.callMethod("wrap", "Python's own library is there, too.", 20));
}

// Exceptions cross over, too.
try {
  python.run("prices['gold']");
} catch (error) {
  if (!(error instanceof PythonError)) throw error;
  console.log(`${error.type}: ${error.message}`);
}

// Threads run on Workers, in parallel; what they print is read back.
python.run(`
import threading
def count(name, upto):
    print(name, sum(range(upto)))
threads = [threading.Thread(target=count, args=(f"thread {n}", 10 ** n)) for n in (3, 4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`);
console.log(python.output.trim().split("\n").sort().join("\n"));
