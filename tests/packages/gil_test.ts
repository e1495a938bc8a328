import { importTests } from "./_import.ts";

await importTests("gil");
