/**
 * Figures about a run, for people.
 *
 * @module
 */
import type { RunFigures, Settings } from "./messages.ts";

/** Writes the figures to standard error. */
export function showFigures(settings: Settings, figures: RunFigures): void {
  const { lock, milliseconds, peakBytes } = figures;
  console.error(
    `${settings.lock} + ${settings.refcount}: ${milliseconds.toFixed(1)} ms, at most ${
      (peakBytes / 2 ** 20).toFixed(1)
    } MiB of heap; main thread: ` +
      `${lock.acquisitions} acquisitions, ${lock.waits} waits of ${
        lock.waitMs.toFixed(1)
      } ms in all, ${lock.switches} switches`,
  );
}
