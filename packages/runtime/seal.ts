/**
 * What the Workers of a program in a sandbox may read: see `sandbox.ts`.
 *
 * @module
 */

/** Begins the argument that tells the process in the sandbox which paths are Orochi's own. */
export const SEALED = "--sealed=";

/** What Workers of a sandbox may read. */
export interface Seal {
  /** Until the program begins: Orochi's own files. */
  readonly own: readonly string[];
  /** Always: what flags name. */
  readonly given: readonly string[];
}

/** Options of the Workers of a program: their own permissions in a sandbox. */
export function workerOptions(seal: Seal | null | undefined): WorkerOptions {
  if (seal === null || seal === undefined) return { type: "module" };
  const inherit = "inherit";
  return {
    type: "module",
    deno: {
      permissions: {
        read: [...seal.own, ...seal.given],
        write: inherit,
        net: inherit,
        env: inherit,
        run: inherit,
        sys: inherit,
        ffi: inherit,
        import: inherit,
      },
    },
  } as WorkerOptions; // `deno` is declared for the unstable flag only.
}

/**
 * Gives up, for the calling Worker and for good, the permission to read Orochi's own files.
 *
 * @param readLibrary Reads the archive of the library: now, or never.
 */
export function closeSeal({ own }: Seal, readLibrary: () => void): void {
  readLibrary();
  for (const path of own) Deno.permissions.revokeSync({ name: "read", path });
}
