import { importTests, otherPackages } from "./_import.ts";

for (const name of otherPackages()) await importTests(name);
