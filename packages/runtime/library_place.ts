/**
 * Where the archive with the Python half of the standard library is.
 *
 * @module
 */
let place: string | null = null;

/** Where the archive is: where the package manager put it, seen from this file, unless it was said. */
export function archiveUrl(): string {
  return place ??= import.meta.resolve("pyodide/python_stdlib.zip");
}

/** Says where the archive is, for code that is no longer where its packages are. */
export function setArchiveUrl(url: string): void {
  place = url;
}

/** The standard library can't be had. */
export class ArchiveError extends Error {
  override name = "ArchiveError";
}

/**
 * Has the package manager fetch the package with the archive if it has not: it fetches what is imported, and nothing
 * is imported from there. The first `deno run` of a fresh checkout comes here without it.
 *
 * @throws {ArchiveError} If it can't be fetched.
 */
export async function fetchArchive(): Promise<void> {
  try {
    Deno.statSync(new URL(archiveUrl()));
  } catch (missing) {
    // What may not be looked at is there, or whoever reads it says why it can't.
    if (!(missing instanceof Deno.errors.NotFound)) return;
    // A literal name would have Deno read it at every start.
    const manifest = "pyodide/package.json";
    try {
      await import(manifest, { with: { type: "json" } });
    } catch (error) {
      throw new ArchiveError(
        `Cannot fetch the standard library as ${
          (error as Error).message
        }: the first run needs the network, or \`deno install\` before it`,
      );
    }
  }
}
