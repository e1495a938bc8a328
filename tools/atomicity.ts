/**
 * Writes `docs/atomicity.md` from what is observed: `deno run -A tools/atomicity.ts`.
 *
 * @module
 */
import { atomicityPage, measureOperations } from "@orochi/runtime/explain";

if (import.meta.main) {
  const page = new URL("../docs/atomicity.md", import.meta.url);
  Deno.writeTextFileSync(page, atomicityPage(measureOperations()));
}
