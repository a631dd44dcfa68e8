/** A worker is held for living when its last sign of life is younger than this. */
export const WORKER_SECONDS = 60;

/** What the database says of itself; null when it does not answer. */
export type Facts = {
  readonly migrationsApplied: number;
  readonly migrationsKnown: number;
  /** Seconds since any worker's last sign of life; null when there never was one. */
  readonly workerSilentSeconds: number | null;
  readonly lastBatchAt: Date | null;
  /** The last civil day on which anything happened, over all issuers. */
  readonly lastEventOn: string | null;
};

export type Readiness = {
  readonly status: "ready" | "not ready";
  /** Sentences, empty when ready. */
  readonly reasons: readonly string[];
  readonly data: { loaded: boolean; lastBatchAt: string | null; lastEventOn: string | null } | null;
};

/**
 * Empty data are no reason: a new installation must come up before anyone can load something into it. Without a worker
 * pages are served all the same, so who asks whether to send people there leaves it out.
 */
export function judge(facts: Facts | null, needsWorker = true): Readiness {
  if (!facts) return { status: "not ready", reasons: ["The database does not answer."], data: null };
  const reasons: string[] = [];
  if (facts.migrationsApplied < facts.migrationsKnown) {
    reasons.push(`The database lacks ${facts.migrationsKnown - facts.migrationsApplied} migrations.`);
  }
  const silent = facts.workerSilentSeconds;
  if (needsWorker && silent === null) reasons.push("No worker is running.");
  else if (needsWorker && silent !== null && silent > WORKER_SECONDS) {
    reasons.push(`No worker has given a sign of life for ${Math.round(silent)} s.`);
  }
  return {
    status: reasons.length === 0 ? "ready" : "not ready",
    reasons,
    data: {
      loaded: facts.lastBatchAt !== null,
      lastBatchAt: facts.lastBatchAt?.toISOString() ?? null,
      lastEventOn: facts.lastEventOn,
    },
  };
}
