import { allowedCombinations, hasShare, SPREAD, testPrograms, testShares } from "./golden_programs.ts";

const others = allowedCombinations().filter((combination) =>
  SPREAD.every(([lock, refcount]) => lock !== combination[0] || refcount !== combination[1])
);
for (const combination of others) if (!hasShare(combination)) testPrograms(combination);
testShares(others.filter(hasShare));
