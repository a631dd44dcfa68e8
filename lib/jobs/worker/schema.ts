import { setTimeout as wait } from "node:timers/promises";
import { countMissingMigrations } from "@/lib/health/queries";
import { log } from "@/lib/log";
import { HEARTBEAT_MS } from "../constants";

/** How often a worker that waits looks again. */
const LOOK_MS = 1_000;

/**
 * Resolves once the database has the schema that this code was written for: true, or false when the worker is told to stop
 * first. It waits on a newer one too. A run has rules of its version in it, of sums and of what may be sent: on the next
 * version's tables an older worker may fail, or, worse, not fail. The runs are its successor's, and none is lost by waiting.
 */
export async function whenSchemaFits(stopping: AbortSignal): Promise<boolean> {
  for (let told: number | null | undefined; !stopping.aborted; await pause(LOOK_MS, stopping)) {
    // A database that does not answer at the first look ends the worker; later it is waited for, as by a worker that works.
    const missing = await countMissingMigrations().catch((error) => {
      if (told === undefined) throw error;
      return told;
    });
    if (missing === 0) return true;
    if (missing !== told) log.warn({ missing }, whyItWaits(missing));
    told = missing;
  }
  return false;
}

/** Resolves when that is so no longer, or when the worker is told to stop; a database that is away for a while is waited for. */
export async function whileSchemaFits(stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await pause(HEARTBEAT_MS, stopping);
    if ((await countMissingMigrations().catch(() => 0)) !== 0) return;
  }
}

function whyItWaits(missing: number | null): string {
  if (missing === null) return "the database has no schema yet, or lets the worker not in; the worker waits";
  return missing > 0
    ? "the database lacks migrations; the worker waits until they are applied"
    : "the database has the schema of a newer version; this worker takes nothing";
}

const pause = (ms: number, stopping: AbortSignal) => wait(ms, undefined, { signal: stopping }).catch(() => {});
