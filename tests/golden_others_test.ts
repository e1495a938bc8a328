import { allowedCombinations, SPREAD, testPrograms } from "./golden_programs.ts";

for (const combination of allowedCombinations()) {
  if (SPREAD.every(([lock, refcount]) => lock !== combination[0] || refcount !== combination[1])) {
    testPrograms(combination);
  }
}
